package io.zendeskbff.attack;

import java.io.IOException;
import java.util.List;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.LoginBff;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row host: who came by TLS an ingress may say where it is configured, from
 * an address that is trusted; nothing else that one says counts.
 */
class ForwarderTests {

	private static final String TRUSTING = "--server.forward-headers-strategy=native";

	private static final String HSTS = "strict-transport-security: max-age=31536000 ; includesubdomains";

	private static LoginBff service;

	@BeforeAll
	static void start() {
		service = LoginBff.start(TRUSTING);
	}

	@AfterAll
	static void close() {
		service.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Forwarded-Proto: https", "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1",
			"Forwarded: proto=https", "X-Forwarded-Ssl: on", "Front-End-Https: on", "X-Url-Scheme: https",
			"X-Forwarded-Scheme: https", "X-Forwarded-Port: 443" })
	@ExtendWith(BffExtension.class)
	void nobodyIsBelievedWhenNothingIsConfigured(String headers, RunningBff bff) throws IOException {
		assertThat(read(bff, headers).head()).doesNotContain("strict-transport");
	}

	/** RFC 6797. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			X-Forwarded-Proto: https                                     | true
			x-forwarded-proto: HTTPS                                     | true
			X-Forwarded-Proto: https\\r\\nX-Forwarded-For: 192.0.2.1     | true
			X-Forwarded-Proto: http                                      | false
			X-Forwarded-Proto: https, http                               | false
			X-Forwarded-Proto: http, https                               | false
			X-Forwarded-Proto: httpsx                                    | false
			X-Forwarded-Proto:                                           | false
			Forwarded: proto=https                                       | false
			X-Forwarded-Ssl: on                                          | false
			Front-End-Https: on                                          | false
			X-Url-Scheme: https                                          | false
			X-Forwarded-Scheme: https                                    | false
			X-Forwarded-Port: 443                                        | false
			""")
	void onlyTheProtocolIsBelievedWhenConfigured(String headers, boolean isTls) throws IOException {
		Answers answers = read(service.bff(), headers.translateEscapes());
		assertThat(answers.head().lines().filter((line) -> line.startsWith("strict-transport")))
			.isEqualTo(isTls ? List.of(HSTS) : List.of());
	}

	@Test
	void strangerIsNotBelievedWhenAnotherAddressIsTrusted() throws IOException {
		try (RunningBff bff = RunningBff.start(TRUSTING, "--server.tomcat.remoteip.internal-proxies=192\\.0\\.2\\.1")) {
			assertThat(read(bff, "X-Forwarded-Proto: https").head()).doesNotContain("strict-transport");
			assertThat(read(bff, "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1").head())
				.doesNotContain("strict-transport");
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "X-Forwarded-Host: evil.example", "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https",
					"X-Forwarded-Prefix: /evil", "X-Forwarded-Port: 666", "Forwarded: host=evil.example;proto=https",
					"X-Original-URL: /evil", "X-Rewrite-URL: /evil", "X-Forwarded-For: evil.example" })
	void addressesAreTheConfiguredOnesWhenIngressSaysOthers(String headers) throws IOException {
		Answers begun = send(service.bff(), "/oauth2/authorization/portal", headers);
		assertThat(begun.text()).startsWith("HTTP/1.1 302 ").doesNotContain("evil.example", "/evil", ":666");
		assertThat(begun.head()).containsPattern(
				"\r\nlocation: [^\r]*&redirect_uri=https://portal\\.example\\.com/zendesk/login/oauth2/code/portal&");
		Answers session = send(service.bff(), "/session", headers);
		assertThat(session.text()).startsWith("HTTP/1.1 200 ")
			.contains("\"loginUrl\":\"https://portal.example.com/zendesk/oauth2/authorization/portal\"")
			.doesNotContain("evil.example", "/evil", ":666");
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Path", "X-Forwarded-Prefix",
			"X-Forwarded-Uri", "X-Original-URI", "X-Envoy-Original-Path" })
	void pathIsThatOfTheRequestLineWhenIngressNamesAnother(String name) throws IOException {
		service.reset();
		String header = name + ": " + RunningBff.ACCOUNT + "\r\nAuthorization: Bearer "
				+ service.bff().issuer().admin();
		send(service.bff(), "/changes", header).assertProblem(403, "role-required");
		send(service.bff(), "/nowhere", header).assertProblem(404, "not-found");
		assertThat(service.bff().accountCalls()).isZero();
	}

	private static Answers read(RunningBff bff, String headers) throws IOException {
		Answers answers = send(bff, RunningBff.ACCOUNT, headers + "\r\nAuthorization: Bearer " + bff.issuer().admin());
		answers.assertOnly(200);
		return answers;
	}

	private static Answers send(RunningBff bff, String path, String headers) throws IOException {
		return Answers.to(bff.uri("/"),
				"GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n\r\n");
	}

}
