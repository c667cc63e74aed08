package io.zendeskbff.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.tools.RequiresProgram;
import io.zendeskbff.upstream.Certificates;
import io.zendeskbff.upstream.RawZendesk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A network whose names only its proxy can look up, and whose hosts show certificates of
 * the company's own CA.
 */
@RequiresProgram("squid")
class CompanyNetworkTests {

	private static final String UPDATE = "{\"billing\":{\"city\":\"Thun\"}}";

	private static final Neighbours ISSUER = new Neighbours();

	@TempDir
	private static Path directory;

	@TempDir
	private static Path proxyDirectory;

	private static volatile String shown = "company";

	private static Certificates certificates;

	private static RawZendesk zendesk;

	private static HttpsServer login;

	private static Squid squid;

	@BeforeAll
	static void start() throws Exception {
		certificates = Certificates.make(directory);
		zendesk = RawZendesk.startSecure(() -> certificates.show(shown));
		login = HttpsServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		login.setHttpsConfigurator(new HttpsConfigurator(certificates.show("company")));
		login.createContext("/jwks", CompanyNetworkTests::answerWithKeys);
		login.createContext("/.well-known/openid-configuration", (exchange) -> answer(exchange,
				"{\"issuer\":\"https://%1$s\",\"jwks_uri\":\"https://%1$s/jwks\"}".formatted(login())));
		login.start();
		squid = Squid.start(proxyDirectory);
	}

	private static void answerWithKeys(HttpExchange exchange) throws IOException {
		try (HttpCalls calls = new HttpCalls()) {
			answer(exchange, calls.send(HttpRequest.newBuilder(ISSUER.issuer().uri().resolve("/jwks"))).body());
		}
	}

	private static void answer(HttpExchange exchange, String json) throws IOException {
		try (OutputStream body = exchange.getResponseBody()) {
			exchange.sendResponseHeaders(200, json.length());
			body.write(json.getBytes(UTF_8));
		}
	}

	@BeforeEach
	void reset() {
		shown = "company";
		zendesk.hangUp();
		zendesk.reset();
	}

	@AfterAll
	static void close() {
		squid.close();
		login.stop(0);
		zendesk.close();
		ISSUER.close();
	}

	@Test
	void everythingLeavesThroughTheProxyWhenThereIsOne() {
		int before = squid.connects().size();
		try (RunningBff bff = RunningBff.startOver(company(), settings("HTTPS_PROXY=" + squid.url()))) {
			String owner = ISSUER.issuer().owner();
			HttpResponse<String> read = bff.get(RunningBff.ACCOUNT, owner);
			assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
			assertThat(bff.put(RunningBff.ACCOUNT, owner, UPDATE).body()).contains("Thun");
			assertThat(zendesk.calls()).containsSubsequence("TOKEN", "GET", "GET", "PUT", "GET");
		}
		// It writes a line when the connection has ended.
		await().untilAsserted(() -> assertThat(squid.connects().subList(before, squid.connects().size()))
			.contains(host(zendesk.origin(), "zendesk") + " 200", login() + " 200"));
	}

	@Test
	void nothingLeavesWhenTheProxyRefuses() {
		try (RunningBff bff = RunningBff.startInVain(
				URI.create("https://forbidden.company.test:" + zendesk.origin().getPort()),
				settings("HTTPS_PROXY=" + squid.url()))) {
			assertUnavailable(bff);
			assertThat(zendesk.octets()).isZero();
			await().untilAsserted(() -> assertThat(squid.connects())
				.contains("forbidden.company.test:" + zendesk.origin().getPort() + " 403"));
		}
	}

	@Test
	void proxyIsNotAskedWhenTheHostIsAnException() {
		URI direct = URI.create("https://direct.company.test:" + zendesk.origin().getPort());
		try (RunningBff bff = RunningBff.startInVain(direct,
				settings("HTTPS_PROXY=" + squid.url(), "NO_PROXY=example.com,direct.company.test"))) {
			assertUnavailable(bff);
		}
		assertThat(squid.connects()).noneMatch((connect) -> connect.startsWith("direct."));
	}

	@ParameterizedTest
	@CsvSource({ Squid.USER + ", true", "me:wrong-canary, false" })
	void proxyLetsThroughWhenItKnowsTheUserAndNobodyIsToldThePassword(String user, boolean known) {
		URI secret = URI.create("https://secret.company.test:" + zendesk.origin().getPort());
		try (RunningBff bff = RunningBff.startInVain(secret,
				settings("HTTPS_PROXY=" + squid.url().replace("//", "//" + user + "@")))) {
			HttpResponse<String> read = bff.get(RunningBff.ACCOUNT, ISSUER.issuer().owner());
			assertThat(read.statusCode()).as(read.body()).isEqualTo(known ? 200 : 503);
			assertThat(bff.log().lines()).noneMatch((line) -> line.contains("canary"));
		}
	}

	@Test
	void metadataIsReadThroughTheProxyWhenTheIssuerIsOutside() {
		String issuer = "https://" + login();
		List<String> settings = new ArrayList<>(List.of(settings("HTTPS_PROXY=" + squid.url())));
		settings.removeIf((setting) -> setting.contains("jwk-set-uri"));
		settings.replaceAll((setting) -> setting.replaceFirst("(?<=issuer-uri=).*", issuer));
		try (RunningBff bff = RunningBff.startOver(company(), settings.toArray(String[]::new))) {
			String owner = ISSUER.issuer().with((claims) -> claims.issuer(issuer));
			assertThat(bff.get(RunningBff.ACCOUNT, owner).statusCode()).isEqualTo(200);
		}
	}

	@Test
	void selfCheckSaysWhatIsMissingWhenTheCompanysCaIsNotTrusted() {
		List<String> settings = new ArrayList<>(
				List.of(settings("HTTPS_PROXY=" + squid.url().replace("//", "//" + Squid.USER + "@"), "check")));
		settings.add("--bff.zendesk.base-url=" + company());
		settings.removeIf((setting) -> setting.startsWith("--bff.http.ssl-bundle"));
		try (Neighbours neighbours = new Neighbours();
				ServiceProcess service = ServiceProcess.start(neighbours, List.of(), settings.toArray(String[]::new))) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output()).noneMatch((line) -> line.contains("canary"))
				.contains("skipped name     zendesk.company.test is for the proxy " + squid.url().substring(7)
						+ " to look up.")
				.anyMatch((line) -> line.startsWith("FAILED  reach    " + company() + "/ through the proxy ")
						&& line.contains("bff.http.ssl-bundle"))
				.anyMatch((line) -> line.startsWith("FAILED  keys ") && line.contains("bff.http.ssl-bundle"));
		}
	}

	@Test
	void nothingIsSentWhenTheCompanysCaIsNotTrusted() {
		List<String> settings = new ArrayList<>(List.of(settings("HTTPS_PROXY=" + squid.url())));
		settings.removeIf((setting) -> setting.startsWith("--bff.http.ssl-bundle"));
		settings.replaceAll((setting) -> setting.replaceFirst("(?<=jwk-set-uri=).*", ISSUER.issuer().uri() + "/jwks"));
		try (RunningBff bff = RunningBff.startInVain(company(), settings.toArray(String[]::new))) {
			HttpResponse<String> read = bff.get(RunningBff.ACCOUNT, ISSUER.issuer().owner());
			assertThat(read.statusCode()).as(read.body()).isIn(502, 503);
			assertThat(zendesk.octets()).isZero();
			assertThat(zendesk.connections()).isPositive();
		}
	}

	@Test
	void nothingIsSentWhenTheCertificateIsForAnotherHost() {
		shown = "wrong-name";
		try (RunningBff bff = RunningBff.startInVain(company(), settings("HTTPS_PROXY=" + squid.url()))) {
			HttpResponse<String> read = bff.get(RunningBff.ACCOUNT, ISSUER.issuer().owner());
			assertThat(read.statusCode()).as(read.body()).isIn(502, 503);
			assertThat(zendesk.octets()).isZero();
			assertThat(zendesk.connections()).isPositive();
		}
	}

	private static void assertUnavailable(RunningBff bff) {
		String owner = ISSUER.issuer().owner();
		assertThat(RunningBff.slug(bff.get(RunningBff.ACCOUNT, owner))).isEqualTo("upstream-unavailable");
		HttpResponse<String> update = bff.put(RunningBff.ACCOUNT, owner, UPDATE);
		assertThat(RunningBff.slug(update)).isEqualTo("upstream-unavailable");
		assertThat(update.body()).contains("\"applied\":\"no\"");
	}

	private static String[] settings(String... variables) {
		String jwt = "--spring.security.oauth2.resourceserver.jwt.";
		List<String> settings = new ArrayList<>(List.of(jwt + "issuer-uri=" + ISSUER.issuer().uri(),
				jwt + "jwk-set-uri=https://" + login() + "/jwks", "--bff.http.ssl-bundle=company",
				"--spring.ssl.bundle.pem.company.truststore.certificate=file:" + certificates.authority(),
				"--bff.zendesk.connect-timeout=20s", "--bff.zendesk.read-deadline=20s",
				"--bff.zendesk.write-deadline=20s"));
		for (String variable : variables) {
			settings.add("--" + variable);
		}
		return settings.toArray(String[]::new);
	}

	private static URI company() {
		return URI.create("https://" + host(zendesk.origin(), "zendesk"));
	}

	private static String login() {
		return "login.company.test:" + login.getAddress().getPort();
	}

	private static String host(URI origin, String name) {
		return name + ".company.test:" + origin.getPort();
	}

}
