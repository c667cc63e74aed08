package io.zendeskbff.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that no HTTP client would write, octet by octet.
 */
@ExtendWith(BffExtension.class)
class RawTests {

	private static final String CHUNKED = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
			no hexadecimal chunk size | zz\\r\\n{}\\r\\n0\\r\\n\\r\\n                | 400 | bad-request
			junk after a chunk        | 2\\r\\n{}junk\\r\\n0\\r\\n\\r\\n             | 400 | bad-request
			chunk size overflow       | ffffffffffffffffff\\r\\n{}\\r\\n0\\r\\n\\r\\n | 400 | bad-request
			""")
	void ownerIsToldOfHisBodyWhenItIsMalformed(String what, String chunks, int status, String slug, RunningBff bff)
			throws IOException {
		String answer = put(bff, CHUNKED + chunks.replace("\\r", "\r").replace("\\n", "\n"));
		assertThat(answer).as(what)
			.startsWith("HTTP/1.1 " + status + " ")
			.contains("\"urn:zendesk-account-bff:problem:" + slug + "\"", "\"instance\":\"/api/v2/account\"",
					"\"applied\":\"no\"", "X-Content-Type-Options: nosniff");
		assertThat(bff.accountCalls()).isZero();
		assertThat(bff.log().lines("audit")).hasSize(1).first().asString().contains("audit.applied=\"no\"");
	}

	@Test
	void requestIsBadWhenItsBodyBreaksOff(RunningBff bff) throws IOException {
		String answer = put(bff, "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"billing\":");
		assertThat(answer).startsWith("HTTP/1.1 400 ").contains(":problem:bad-request\"");
		assertThat(bff.accountCalls()).isZero();
	}

	@Test
	void bodyIsNotReadWhenNobodyKnowsTheCaller(RunningBff bff) throws IOException {
		String answer = exchange(bff, """
				PUT /api/v2/account HTTP/1.1\r
				Host: localhost\r
				Content-Type: application/x-www-form-urlencoded\r
				Content-Length: 4000000000\r
				\r
				a=%zz""");
		assertThat(answer).startsWith("HTTP/1.1 401 ").contains(":problem:unauthenticated\"");
	}

	@Test
	void requestIsBadWhenAHeaderHoldsControlCharacters(RunningBff bff) throws IOException {
		for (String header : new String[] { "If-None-Match: \"\u0085\"", "Accept: \u0085" }) {
			String answer = exchange(bff, "GET /api/v2/account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Authorization: Bearer " + bff.issuer().admin() + "\r\n" + header + "\r\n\r\n");
			assertThat(answer).as(header).startsWith("HTTP/1.1 400 ").contains(":problem:bad-request\"");
		}
		assertThat(bff.accountCalls()).isZero();
		assertThat(bff.log().lines()).noneMatch((line) -> line.startsWith("ERROR"));
	}

	@ParameterizedTest
	@CsvSource({ "GET, 200", "PUT, 415" })
	void multipartIsNobodysBusinessWhenSent(String method, int status, RunningBff bff) {
		HttpResponse<String> response = bff.send(bff.request(method, RunningBff.ACCOUNT, bff.issuer().owner(),
				BodyPublishers.ofString("x"), "Content-Type", "multipart/form-data"));
		assertThat(response.statusCode()).isEqualTo(status);
	}

	private static String put(RunningBff bff, String rest) throws IOException {
		return exchange(bff, "PUT /api/v2/account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ "Authorization: Bearer " + bff.issuer().owner() + "\r\n" + rest);
	}

	/** Sends, says that nothing more comes, and reads to the end. */
	private static String exchange(RunningBff bff, String request) throws IOException {
		URI service = bff.uri("/");
		try (Socket socket = new Socket(InetAddress.ofLiteral(service.getHost()), service.getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
