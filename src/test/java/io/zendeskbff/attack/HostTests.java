package io.zendeskbff.attack;

import java.io.IOException;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.LoginBff;
import io.zendeskbff.contract.LoginBffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row host: whatever a request says of its host and its path, Zendesk's
 * address and ours come from the configuration.
 */
@ExtendWith({ BffExtension.class, LoginBffExtension.class })
class HostTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
			none                | -
			one twice           | Host: localhost\\r\\nHost: localhost
			two                 | Host: localhost\\r\\nHost: evil.example
			a list              | Host: localhost,evil.example
			two words           | Host: localhost evil.example
			a path              | Host: localhost/evil
			a user              | Host: evil@localhost
			a query             | Host: localhost?evil
			a fragment          | Host: localhost#evil
			backslash           | Host: localhost\\\\evil
			no port             | Host: localhost:evil
			a negative port     | Host: localhost:-1
			two ports           | Host: localhost:80:80
			half an IPv6        | Host: [::1
			dots                | Host: ..
			HTML                | Host: <script>
			NUL                 | Host: localhost\\0
			encoded NUL         | Host: localhost%00
			no ASCII            | Host: l\\363calhost
			space before colon  | Host : localhost
			folded              | Host: localhost\\r\\n .evil.example
			""")
	void requestIsRefusedWhenHostIsNone(String what, String host, RunningBff bff) throws IOException {
		String header = (host != null) ? host.translateEscapes() + "\r\n" : "";
		read(bff, RunningBff.ACCOUNT, header).assertProblem(400, "bad-request");
		assertThat(bff.accountCalls()).as(what).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.example", "Host: evil.example:443",
			"Host: localhost\r\nX-Forwarded-Host: evil.example", "Host: localhost\r\nX-Forwarded-Server: evil.example",
			"Host: localhost\r\nForwarded: host=evil.example;proto=https",
			"Host: localhost\r\nX-Host: evil.example\r\nX-Forwarded-Port: 1\r\nX-Forwarded-For: evil.example" })
	void zendeskIsTheConfiguredOneWhenHostIsEvil(String headers, RunningBff bff) throws IOException {
		Answers answers = read(bff, RunningBff.ACCOUNT, headers + "\r\n");
		answers.assertOnly(200);
		assertThat(answers.text()).doesNotContain("evil");
		assertThat(bff.zendesk().requests("GET", RunningBff.CHAT_ACCOUNT)).singleElement()
			.satisfies((request) -> assertThat(request.getHeader("Host"))
				.isEqualTo(bff.zendesk().baseUrl().getRawAuthority()))
			.satisfies((request) -> assertThat(request.getHeaders().toString()).doesNotContain("evil"));
	}

	/** Where an admin may not read, he does not by saying that he is elsewhere. */
	@ParameterizedTest
	@ValueSource(strings = { "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Path", "X-Forwarded-Prefix",
			"X-Forwarded-Uri", "X-Original-URI", "X-Envoy-Original-Path" })
	void pathIsThatOfTheRequestLineWhenHeaderNamesAnother(String name, RunningBff bff) throws IOException {
		String header = "Host: localhost\r\n" + name + ": " + RunningBff.ACCOUNT + "\r\n";
		read(bff, "/changes", header).assertProblem(403, "role-required");
		read(bff, "/nowhere", header).assertProblem(404, "not-found");
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host: evil.example", "Host: localhost\r\nX-Forwarded-Host: evil.example",
			"Host: localhost\r\nForwarded: host=evil.example", "Host: localhost\r\nX-Forwarded-Prefix: /evil",
			"Host: localhost\r\nX-Forwarded-Proto: evil\r\nX-Forwarded-Port: 666" })
	void loginComesBackToUsWhenHostIsEvil(String headers, LoginBff service) throws IOException {
		Answers answers = Answers.to(service.bff().uri("/"),
				"GET /oauth2/authorization/portal HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n\r\n");
		assertThat(answers.text()).startsWith("HTTP/1.1 302 ").doesNotContain("evil", "666");
		assertThat(answers.head()).containsPattern(
				"\r\nlocation: [^\r]*&redirect_uri=https://portal\\.example\\.com/zendesk/login/oauth2/code/portal&");
	}

	private static Answers read(RunningBff bff, String path, String headers) throws IOException {
		return Answers.to(bff.uri("/"), "GET " + path + " HTTP/1.1\r\n" + headers + "Authorization: Bearer "
				+ bff.issuer().admin() + "\r\nConnection: close\r\n\r\n");
	}

}
