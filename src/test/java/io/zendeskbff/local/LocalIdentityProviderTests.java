package io.zendeskbff.local;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The provider gives the portals tokens that a resource server can check by discovery.
 */
class LocalIdentityProviderTests {

	private static final HttpCalls calls = new HttpCalls();

	private static LocalIdentityProvider provider;

	@BeforeAll
	static void start() {
		provider = LocalIdentityProvider.start(0, List.of());
	}

	@AfterAll
	static void close() {
		provider.close();
		calls.close();
	}

	@Test
	void issuerIsLocalhostWhenPortIsEphemeral() {
		assertThat(provider.issuer().toString()).matches("http://localhost:[1-9][0-9]+");
	}

	@Test
	void discoveryNamesIssuerWhenAnyHostIsAsked() {
		for (String host : List.of("localhost", "127.0.0.1")) {
			URI uri = URI
				.create("http://" + host + ":" + provider.issuer().getPort() + "/.well-known/openid-configuration");
			HttpResponse<String> answer = calls.send(HttpRequest.newBuilder(uri));
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(JsonPath.<String>read(answer.body(), "$.issuer")).isEqualTo(provider.issuer().toString());
			assertThat(JsonPath.<String>read(answer.body(), "$.jwks_uri")).startsWith(provider.issuer() + "/");
		}
	}

	@ParameterizedTest
	@EnumSource
	void tokenCarriesRoleWhenPortalAsks(PortalClient client) {
		Jwt token = JwtDecoders.<JwtDecoder>fromIssuerLocation(provider.issuer().toString())
			.decode(provider.accessToken(client));
		assertThat(token.getClaimAsStringList("roles")).containsExactly(client.role());
		assertThat(token.getAudience()).containsExactly("zendesk-account-bff");
		assertThat(token.getSubject()).isEqualTo(client.clientId());
		assertThat(token.getClaimAsString("iss")).isEqualTo(provider.issuer().toString());
		assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofHours(1));
		assertThat(token.getHeaders()).containsEntry("alg", "RS256");
	}

	@ParameterizedTest
	@CsvSource({ "portal-admin, owner-secret", "portal-owner, wrong", "stranger, admin-secret" })
	void tokenIsRefusedWhenSecretIsWrong(String client, String secret) {
		HttpResponse<String> answer = calls.form(provider.issuer().resolve("/oauth2/token"), client, secret,
				"grant_type=client_credentials");
		assertThat(answer.statusCode()).isEqualTo(401);
		assertThat(JsonPath.<String>read(answer.body(), "$.error")).isEqualTo("invalid_client");
	}

	/** A session of its own would replace that of a login under way. */
	@Test
	void browserGetsNoSessionWhenItAsksForTheIcon() {
		HttpResponse<String> icon = calls.send(HttpRequest.newBuilder(provider.issuer().resolve("/favicon.ico")));
		assertThat(icon.statusCode()).isEqualTo(204);
		assertThat(icon.headers().allValues("set-cookie")).isEmpty();
	}

}
