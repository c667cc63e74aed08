package io.zendeskbff.attack;

import java.io.IOException;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row framing: where a request ends is never in doubt, and what is smuggled
 * behind or inside of one gets no answer. RawTests has more chunks.
 */
@ExtendWith(BffExtension.class)
class FramingTests {

	private static final String BODY = "{\"billing\":{\"city\":\"Bern\"}}";

	private static final String CHUNKS = "1b\r\n" + BODY + "\r\n0\r\n\r\n";

	/** It would be answered with 404. */
	private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			two lengths         | Content-Length: 27\\r\\nContent-Length: 28
			one length twice    | Content-Length: 27\\r\\nContent-Length: 27
			a list of lengths   | Content-Length: 27, 27
			two words           | Content-Length: 27 27
			a sign              | Content-Length: +27
			less than nothing   | Content-Length: -1
			hexadecimal         | Content-Length: 0x1b
			a fraction          | Content-Length: 27.0
			an exponent         | Content-Length: 27e0
			a parameter         | Content-Length: 27;a=b
			nothing             | Content-Length:
			too many digits     | Content-Length: 99999999999999999999
			other digits        | Content-Length: \\331\\242\\331\\247
			space before colon  | Content-Length : 27
			NUL behind          | Content-Length: 27\\0
			""")
	void requestIsRefusedWhenItsLengthIsOdd(String what, String header, RunningBff bff) throws IOException {
		update(bff, header.translateEscapes(), BODY).assertProblem(400, "bad-request");
		assertThat(bff.accountCalls()).as(what).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			length before it    | Content-Length: 37\\r\\nTransfer-Encoding: chunked              | 400 | bad-request
			length behind it    | Transfer-Encoding: chunked\\r\\nContent-Length: 4               | 400 | bad-request
			length in capitals  | Transfer-Encoding: chunked\\r\\nCONTENT-LENGTH: 4               | 400 | bad-request
			length of nothing   | Content-Length: 0\\r\\nTransfer-Encoding: chunked               | 400 | bad-request
			twice in one        | Transfer-Encoding: chunked, chunked                            | 400 | bad-request
			twice in two        | Transfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked      | 400 | bad-request
			not last in one     | Transfer-Encoding: chunked, identity                           | 400 | bad-request
			not last in two     | Transfer-Encoding: chunked\\r\\nTransfer-Encoding: identity     | 400 | bad-request
			nothing before it   | Transfer-Encoding: ,chunked                                    | 400 | bad-request
			nothing behind it   | Transfer-Encoding: chunked,                                    | 400 | bad-request
			nothing             | Transfer-Encoding:                                             | 400 | bad-request
			on another line     | Transfer-Encoding:\\r\\n chunked                                | 400 | bad-request
			quoted              | Transfer-Encoding: "chunked"                                   | 400 | bad-request
			a parameter         | Transfer-Encoding: chunked;q=1                                 | 400 | bad-request
			space before colon  | Transfer-Encoding : chunked                                    | 400 | bad-request
			vertical tab        | Transfer-Encoding:\\013chunked                                  | 400 | bad-request
			NUL behind          | Transfer-Encoding: chunked\\0                                   | 400 | bad-request
			DEL behind          | Transfer-Encoding: chunked\\177                                 | 400 | bad-request
			no ASCII            | Transfer-Encoding: \\377chunked                                 | 400 | bad-request
			behind a bare CR    | X: y\\rTransfer-Encoding: chunked                               | 400 | bad-request
			identity            | Transfer-Encoding: identity                                    | 501 | not-implemented
			compressed as well  | Transfer-Encoding: gzip, chunked                               | 501 | not-implemented
			apostrophes         | Transfer-Encoding: 'chunked'                                   | 501 | not-implemented
			unknown             | Transfer-Encoding: xchunked                                    | 501 | not-implemented
			""")
	void requestIsRefusedWhenItsTransferCodingIsOdd(String what, String header, int status, String slug, RunningBff bff)
			throws IOException {
		update(bff, header.translateEscapes(), CHUNKS).assertProblem(status, slug);
		assertThat(bff.accountCalls()).as(what).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			hexadecimal prefix  | 0x2\\r\\n{}\\r\\n0\\r\\n\\r\\n
			plus                | +2\\r\\n{}\\r\\n0\\r\\n\\r\\n
			minus               | -2\\r\\n{}\\r\\n0\\r\\n\\r\\n
			space behind        | 2 \\r\\n{}\\r\\n0\\r\\n\\r\\n
			NUL behind          | 2\\0\\r\\n{}\\r\\n0\\r\\n\\r\\n
			two sizes           | 2,2\\r\\n{}\\r\\n0\\r\\n\\r\\n
			no size             | \\r\\n{}\\r\\n0\\r\\n\\r\\n
			many zeros          | 00000000002\\r\\n{}\\r\\n0\\r\\n\\r\\n
			beyond 32 bits      | 100000002\\r\\n{}\\r\\n0\\r\\n\\r\\n
			bare CR             | 2\\r{}\\r\\n0\\r\\n\\r\\n
			bare LF             | 2\\n{}\\n0\\n\\n
			LF in an extension  | 2;a=b\\n{}\\r\\n0\\r\\n\\r\\n
			quote left open     | 2;a="\\r\\n{}\\r\\n0\\r\\n\\r\\n
			empty extension     | 2;\\r\\n{}\\r\\n0\\r\\n\\r\\n
			no end of a chunk   | 2\\r\\n{}0\\r\\n\\r\\n
			size too large      | 3\\r\\n{}\\r\\n0\\r\\n\\r\\n
			no last chunk       | 2\\r\\n{}\\r\\n\\r\\n
			no trailer's name   | 2\\r\\n{}\\r\\n0\\r\\n: x\\r\\n\\r\\n
			""")
	void updateIsRefusedWhenItsChunksAreOdd(String what, String chunks, RunningBff bff) throws IOException {
		update(bff, "Transfer-Encoding: chunked", chunks.translateEscapes()).assertProblem(400, "bad-request");
		assertThat(bff.accountCalls()).as(what).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.0", "HTTP/0.9", "HTTP/1.2", "HTTP/1.10", "HTTP/2.0", "HTTP/3", "HTTP/11",
			"HTTP/1.", "http/1.1", "HTTP /1.1", "HTTP/1.1 x", "ICY/1.1" })
	void codingIsRefusedWhenVersionHasNone(String version, RunningBff bff) throws IOException {
		Answers
			.to(bff.uri("/"),
					head(bff, "PUT", RunningBff.ACCOUNT + ' ' + version) + "Connection: keep-alive\r\n"
							+ "Transfer-Encoding: chunked\r\n\r\n" + CHUNKS + SMUGGLED)
			.assertProblem(400, "bad-request");
		assertThat(bff.accountCalls()).isZero();
	}

	/** HTTP/0.9, and what only looks like it; the last line opens HTTP/2. */
	@ParameterizedTest
	@ValueSource(strings = { "GET /api/v2/account\r\n", "GET /session\r\n", "PUT /api/v2/account\r\n",
			"GET  HTTP/1.1\r\n", "GET /session\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" })
	void nothingComesBackWhenThereIsNoVersion(String request, RunningBff bff) throws IOException {
		assertThat(Answers.to(bff.uri("/"), request + SMUGGLED).text()).isEmpty();
		// Tomcat remembers the version for the next one if that has no request line.
		Answers.to(bff.uri("/"), SMUGGLED.replace("Host", "Connection: close\r\nHost")).assertProblem(404, "not-found");
		assertThat(bff.accountCalls()).isZero();
	}

	/** Each is read to its end, wanted or not. */
	@ParameterizedTest
	@CsvSource({ "GET, 200, 1", "HEAD, 200, 1", "PUT, 400, 0", "POST, 405, 0", "DELETE, 405, 0", "TRACE, 405, 0" })
	void requestIsNoneWhenItIsInABody(String method, int status, int calls, RunningBff bff) throws IOException {
		String length = "Content-Length: " + SMUGGLED.length() + "\r\n\r\n";
		String chunked = "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(SMUGGLED.length()) + "\r\n";
		for (String body : new String[] { length + SMUGGLED, chunked + SMUGGLED + "\r\n0\r\n\r\n" }) {
			String request = head(bff, method, RunningBff.ACCOUNT + " HTTP/1.1") + body;
			Answers answers = Answers.to(bff.uri("/"), request + "GET /last HTTP/1.1\r\nConnection: close\r\n\r\n");
			assertThat(answers.text()).startsWith("HTTP/1.1 " + status + " ").doesNotContain("/smuggled");
			assertThat(answers.count()).as(answers.text()).isLessThanOrEqualTo(2);
		}
		assertThat(bff.accountCalls()).isEqualTo(2L * calls);
	}

	/** So that the tests above would see a second answer. */
	@ParameterizedTest
	@ValueSource(strings = { "Transfer-Encoding: chunked", "transfer-encoding:\tCHUNKED " })
	void bothAreAnsweredWhenOneRequestFollowsTheOther(String header, RunningBff bff) throws IOException {
		Answers answers = Answers.to(bff.uri("/"), head(bff, "PUT", RunningBff.ACCOUNT + " HTTP/1.1") + header
				+ "\r\n\r\n" + CHUNKS + SMUGGLED.replace("Host", "Connection: close\r\nHost"));
		assertThat(answers.text()).startsWith("HTTP/1.1 200 ").contains("\"instance\":\"/smuggled\"");
		assertThat(answers.count()).isEqualTo(2);
		assertThat(bff.accountCalls()).isEqualTo(2);
	}

	private static Answers update(RunningBff bff, String header, String body) throws IOException {
		return Answers.to(bff.uri("/"),
				head(bff, "PUT", RunningBff.ACCOUNT + " HTTP/1.1") + header + "\r\n\r\n" + body + SMUGGLED);
	}

	private static String head(RunningBff bff, String method, String targetAndVersion) {
		return method + ' ' + targetAndVersion + "\r\nHost: localhost\r\nAuthorization: Bearer " + bff.issuer().owner()
				+ "\r\nContent-Type: application/json\r\n";
	}

}
