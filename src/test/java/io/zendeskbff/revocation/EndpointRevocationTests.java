package io.zendeskbff.revocation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import ch.qos.logback.classic.Level;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.RefreshToken;
import io.zendeskbff.upstream.MockServers;
import io.zendeskbff.upstream.RecordedLog;
import io.zendeskbff.upstream.UpstreamContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

class EndpointRevocationTests {

	private static final String PATH = "/oauth2/revoke?tenant=acme";

	private static final String TOKEN = "t0ken-that-nobody-may-see";

	private static final String REFRESH_TOKEN = "r3fresh-token-that-nobody-may-see";

	private static final String CREDENTIALS = "&client_id=local-client&client_secret=local-client-secret";

	private static final String REFRESH_FORM = "token=" + REFRESH_TOKEN + "&token_type_hint=refresh_token"
			+ CREDENTIALS;

	private static final String ACCESS_FORM = "token=" + TOKEN + "&token_type_hint=access_token" + CREDENTIALS;

	private static final WireMockServer ZENDESK = MockServers.create();

	private static UpstreamContext upstream;

	private RecordedLog log;

	@BeforeAll
	static void start() {
		ZENDESK.start();
		upstream = UpstreamContext.of("upstream", origin());
	}

	@AfterAll
	static void stop() {
		upstream.close();
		ZENDESK.stop();
	}

	@BeforeEach
	void reset() {
		MockServers.reset(ZENDESK);
		this.log = RecordedLog.of(Level.TRACE, "io.zendeskbff", "org.springframework", "reactor.netty");
	}

	@AfterEach
	void nothingSecretWasLogged() {
		this.log.close();
		assertThat(this.log.lines())
			.allSatisfy((line) -> assertThat(line).doesNotContain(TOKEN, REFRESH_TOKEN, UpstreamContext.CLIENT_SECRET));
	}

	@Test
	void refreshTokenIsRevokedFirstWhenThereIsOne() {
		answer(aResponse().withStatus(200));
		assertThat(revoke(REFRESH_TOKEN)).isTrue();
		assertThat(forms()).containsExactly(REFRESH_FORM, ACCESS_FORM);
		assertThat(ZENDESK.getAllServeEvents()).allSatisfy((event) -> {
			assertThat(event.getRequest().getUrl()).isEqualTo(PATH);
			assertThat(event.getRequest().getHeader("Content-Type")).startsWith("application/x-www-form-urlencoded");
			assertThat(event.getRequest().getHeaders().keys()).noneMatch("Authorization"::equalsIgnoreCase);
		});
		assertThat(warnings()).isEmpty();
	}

	@Test
	void accessTokenIsRevokedWhenItIsAll() {
		answer(aResponse().withStatus(200).withBody("{\"ok\":true}"));
		assertThat(revoke(null)).isTrue();
		assertThat(forms()).containsExactly(ACCESS_FORM);
	}

	@ParameterizedTest
	@ValueSource(ints = { 204, 302, 307, 400, 401, 404, 429, 500, 503 })
	void revocationIsNotConfirmedWhenStatusIsNot200(int status) {
		answer(aResponse().withStatus(status).withHeader("Location", origin() + PATH).withBody(TOKEN + REFRESH_TOKEN));
		assertThat(revoke(REFRESH_TOKEN)).isFalse();
		assertThat(forms()).containsExactly(REFRESH_FORM, ACCESS_FORM);
		assertThat(warnings()).hasSize(2).allSatisfy((line) -> assertThat(line).contains(String.valueOf(status)));
	}

	@Test
	void revocationIsNotConfirmedWhenOneTokenIsRefused() {
		answer(aResponse().withStatus(200));
		ZENDESK.stubFor(post(urlEqualTo(PATH)).withRequestBody(containing("hint=refresh_token"))
			.willReturn(aResponse().withStatus(400)));
		assertThat(revoke(REFRESH_TOKEN)).isFalse();
		assertThat(forms()).containsExactly(REFRESH_FORM, ACCESS_FORM);
		assertThat(warnings()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void revocationIsNotConfirmedWhenAnswerBreaks(Fault fault) {
		answer(aResponse().withFault(fault));
		assertThat(revoke(null)).isFalse();
		assertThat(forms()).containsExactly(ACCESS_FORM);
		assertThat(warnings()).hasSize(1);
	}

	@Test
	void revocationEndsInTimeWhenEndpointDoesNotAnswer() {
		answer(aResponse().withStatus(200).withFixedDelay(20_000));
		long start = System.nanoTime();
		assertThat(revoke(origin().resolve(PATH), REFRESH_TOKEN, Duration.ofMillis(300))).isFalse();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void revocationIsNotConfirmedWhenNobodyListens() throws IOException {
		URI nobody = URI.create("http://127.0.0.1:" + freePort() + PATH);
		assertThat(revoke(nobody, REFRESH_TOKEN, Duration.ofSeconds(5))).isFalse();
		assertThat(ZENDESK.getAllServeEvents()).isEmpty();
		assertThat(warnings()).hasSize(2);
	}

	private List<String> warnings() {
		return this.log.lines()
			.stream()
			.filter((line) -> line.startsWith("WARN A token could not be revoked"))
			.toList();
	}

	private static boolean revoke(@Nullable String refreshToken) {
		return revoke(origin().resolve(PATH), refreshToken, Duration.ofSeconds(5));
	}

	private static boolean revoke(URI endpoint, @Nullable String refreshToken, Duration patience) {
		return new EndpointRevocation(upstream.get(WebClient.class), endpoint, UpstreamContext.registration(origin()),
				patience)
			.revoke(new Grant(new BearerToken(TOKEN, null, Set.of("read")),
					(refreshToken != null) ? new RefreshToken(refreshToken) : null));
	}

	private static List<String> forms() {
		return ZENDESK.getAllServeEvents()
			.reversed()
			.stream()
			.map((event) -> event.getRequest().getBodyAsString())
			.toList();
	}

	private static void answer(ResponseDefinitionBuilder answer) {
		ZENDESK.stubFor(post(urlEqualTo(PATH)).willReturn(answer));
	}

	private static URI origin() {
		return URI.create("http://127.0.0.1:" + ZENDESK.port());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
