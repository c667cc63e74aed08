package io.zendeskbff.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import com.jayway.jsonpath.JsonPath;
import com.nimbusds.jose.jwk.source.JWKSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.jwt.JwtDecoder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The start command does what it prints: its commands are run as they stand there.
 */
class LocalRunTests {

	private static final String SLUG = "urn:zendesk-account-bff:problem:";

	@Test
	void commandsDoWhatTheySayWhenPastedInOrder() {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		try (LocalRun run = LocalRuns.start(printed)) {
			String before = run.zendesk().account();
			List<CurlAnswer> answers = CurlSession.run(printed.toString(UTF_8));
			assertThat(answers).hasSize(10);
			assertTokensAreKept(answers.subList(0, 2));
			assertReads(answers.subList(2, 4), before);
			String after = before.replace("\"city\":\"Bern\"", "\"city\":\"Zürich\"")
				.replace("\"additional_info\":\"\"}", "\"additional_info\":\"\",\"phone\":\"+41 44 555 01 23\"}");
			assertUpdates(answers.subList(4, 7), after);
			assertThat(answers.get(7).output()).startsWith("{\"state\":\"refuses-values\"");
			assertRefusal(answers.get(8), 422, "billing-refused", "/billing/city");
			assertThat(answers.get(9).output()).startsWith("{\"state\":\"normal\"");
			assertThat(run.zendesk().account()).isEqualTo(after);
			assertThat(run.zendesk().requests("PUT", "/api/v2/chat/account")).extracting(Request::getBody)
				.containsExactly("{\"billing\":{\"city\":\"Zürich\",\"phone\":\"+41 44 555 01 23\"}}".getBytes(UTF_8),
						"{\"billing\":{\"city\":\"Basel\"}}".getBytes(UTF_8));
			assertThat(run.zendesk().requests("POST", "/oauth2/chat/token")).hasSize(1);
		}
	}

	@Test
	void serviceTakesNothingFromTheProviderWhenOnItsClassPath() {
		try (LocalRun run = LocalRuns.start(OutputStream.nullOutputStream())) {
			assertThat(run.service().getBeanNamesForType(JWKSource.class)).containsExactly("portalKeys");
			assertThat(run.service().getBeansOfType(JwtDecoder.class)).hasSize(1);
		}
	}

	@Test
	void nothingListensBeyondLoopbackWhenRunningOrClosed() throws IOException {
		LocalRun run = LocalRuns.start(OutputStream.nullOutputStream());
		List<Integer> ports = List.of(run.serviceUrl().getPort(), run.managementUrl().getPort(),
				run.zendesk().baseUrl().getPort(), run.identityProvider().getPort());
		try (run) {
			for (int port : ports) {
				new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close();
				assertNobodyListens("127.0.0.2", port);
			}
		}
		ports.forEach((port) -> assertNobodyListens("127.0.0.1", port));
	}

	@ParameterizedTest
	@CsvSource({ "--server.port, service", "--management.server.port, management endpoints",
			"--local.zendesk.port, fake Zendesk", "--local.identity-provider.port, identity provider" })
	void portIsNamedInOneSentenceWhenTaken(String option, String user) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			int port = taken.getLocalPort();
			assertThatExceptionOfType(PortTakenException.class)
				.isThrownBy(() -> LocalRuns.start(OutputStream.nullOutputStream(), option + "=" + port))
				.withMessage("Port " + port + " for the " + user + " is already in use: stop what listens there"
						+ " or pass -Dspring-boot.run.arguments=" + option + "=<port>.");
		}
	}

	@Test
	void nothingIsLeftWhenServiceDoesNotStart() throws IOException {
		int port = LocalRuns.freePort();
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		assertThatException().isThrownBy(() -> LocalRuns.start(printed, "--local.zendesk.port=" + port,
				"--spring.main.web-application-type=nonsense"));
		assertNobodyListens("127.0.0.1", port);
		assertThat(printed.size()).isZero();
	}

	private static void assertTokensAreKept(List<CurlAnswer> tokens) {
		assertThat(tokens).extracting(CurlAnswer::output).containsOnly("");
	}

	private static void assertReads(List<CurlAnswer> answers, String account) {
		assertThat(answers).extracting(CurlAnswer::status).containsExactly(200, 200);
		assertThat(answers).extracting(CurlAnswer::body)
			.containsExactly(account.replaceFirst("\"billing\":\\{[^}]*},", ""), account);
	}

	private static void assertUpdates(List<CurlAnswer> answers, String account) {
		assertThat(answers.getFirst().status()).isEqualTo(200);
		assertThat(answers.getFirst().body()).isEqualTo(account);
		assertRefusal(answers.get(1), 422, "invalid-billing", "/billing/town");
		assertRefusal(answers.getLast(), 403, "role-required");
	}

	private static void assertRefusal(CurlAnswer answer, int status, String slug, String... pointers) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(JsonPath.<String>read(answer.body(), "$.type")).isEqualTo(SLUG + slug);
		assertThat(JsonPath.<List<String>>read(answer.body(), "$..pointer")).containsExactly(pointers);
	}

	private static void assertNobodyListens(String address, int port) {
		try (Socket socket = new Socket()) {
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 1000));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
