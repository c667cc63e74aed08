package io.zendeskbff.upstream;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The octets of an answer of Zendesk's. Its head is full of what is nobody's business,
 * and all of it says {@code canary}, as every body does that is no account.
 */
final class RawAnswer {

	static final String JSON = "Content-Type: application/json";

	private RawAnswer() {
	}

	/**
	 * A complete answer.
	 * @param zendesk whose
	 * @param status its status, which may be none that HTTP knows
	 * @param headers its headers, {@code name: value}
	 * @param body its body
	 */
	static String of(RawZendesk zendesk, String status, List<String> headers, String body) {
		return head(zendesk, status, Stream.concat(headers.stream(), Stream.of("Content-Length: " + body.length())))
				+ body;
	}

	/** The account, as it should come. */
	static String account(RawZendesk zendesk) {
		return of(zendesk, "200", List.of(JSON), zendesk.account());
	}

	/** The head of an account of which less, more or something else comes. */
	static String head(RawZendesk zendesk, String... headers) {
		return head(zendesk, "200", Stream.concat(Stream.of(JSON), Stream.of(headers)));
	}

	private static String head(RawZendesk zendesk, String status, Stream<String> headers) {
		return Stream.concat(strays(zendesk), headers)
			.collect(Collectors.joining("\r\n", "HTTP/1.1 " + status + " canary\r\n", "\r\n\r\n"));
	}

	/** None of these may be passed on, and none may be heeded. */
	private static Stream<String> strays(RawZendesk zendesk) {
		return Stream.of("Server: canary", "Set-Cookie: canary=1; Path=/", "Access-Control-Allow-Origin: *",
				"Access-Control-Allow-Headers: canary", "Location: " + zendesk.elsewhere() + "/canary",
				"Cache-Control: public, max-age=600", "ETag: \"canary\"", "X-Request-Id: canary", "Via: 1.1 canary",
				"WWW-Authenticate: Bearer realm=\"canary\"", "X-Canary: canary");
	}

}
