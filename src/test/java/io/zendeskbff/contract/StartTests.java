package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service under settings of its own.
 */
class StartTests {

	private static final String JWT = "--spring.security.oauth2.resourceserver.jwt.";

	@Test
	void pathsStandBelowTheContextPathWhenConfigured() {
		try (RunningBff bff = RunningBff.start("--server.servlet.context-path=/zendesk")) {
			assertThat(bff.get("/zendesk/api/v2/account", bff.issuer().admin()).statusCode()).isEqualTo(200);
			assertThat(bff.get("/zendesk/api/v2/account", null).statusCode()).isEqualTo(401);
			assertThat(bff.get("/api/v2/account", bff.issuer().admin()).statusCode()).isEqualTo(404);
			assertThat(bff.get("/zendesk", null).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void rolesAreFoundDeepInTheTokenWhenConfigured() {
		try (RunningBff bff = RunningBff.start("--bff.portal.roles.claim=realm_access.roles",
				"--bff.portal.roles.owner=payer,cfo")) {
			String owner = bff.issuer().with((claims) -> claims.claim("realm_access", Map.of("roles", List.of("cfo"))));
			assertThat(bff.get(RunningBff.ACCOUNT, owner).body()).contains("\"billing\"");
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(403);
		}
	}

	@Test
	void nobodyIsLetInWhenTheIssuersKeysCannotBeRead() {
		try (RunningBff bff = RunningBff.start(JWT + "issuer-uri=http://127.0.0.1:1")) {
			HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(RunningBff.slug(response)).isEqualTo("upstream-unavailable");
			assertThat(response.headers().firstValue("retry-after")).hasValue("5");
			assertThat(bff.accountCalls()).isZero();
		}
	}

	@Test
	void firstCallersDoNotWaitForKeysWhenTheServiceIsReady() {
		try (RunningBff bff = RunningBff.start()) {
			bff.issuer().breakDown();
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(200);
			assertThat(bff.issuer().keyFetches()).isOne();
		}
	}

	@Test
	void knownKeysGoOnAndFloodsAreBoundedWhenTheIssuerIsAway() {
		try (RunningBff bff = RunningBff.start()) {
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(200);
			bff.issuer().breakDown();
			for (int i = 0; i < 10; i++) {
				assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().withUnknownKeyId()).statusCode()).isEqualTo(401);
			}
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(200);
			assertThat(bff.issuer().keyFetches()).isEqualTo(2);
		}
	}

	@Test
	void keysAreTakenFromTheirAddressWhenConfigured() {
		try (PortalIssuer elsewhere = new PortalIssuer();
				RunningBff bff = RunningBff.start(JWT + "jwk-set-uri=" + elsewhere.uri() + "/jwks")) {
			String foreignKey = elsewhere.with((claims) -> claims.issuer(bff.issuer().uri().toString()));
			assertThat(bff.get(RunningBff.ACCOUNT, foreignKey).statusCode()).isEqualTo(200);
			assertThat(bff.get(RunningBff.ACCOUNT, elsewhere.owner()).statusCode()).isEqualTo(401);
			assertThat(bff.issuer().keyFetches()).isZero();
		}
	}

	@Test
	void otherAccountIsRefusedWhenOneIsConfigured() {
		try (RunningBff bff = RunningBff.start("--bff.zendesk.account-key=another")) {
			HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
			assertThat(response.statusCode()).isEqualTo(502);
			assertThat(RunningBff.slug(response)).isEqualTo("upstream-invalid");
			assertThat(response.body()).doesNotContain("billing@example.com");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					--bff.zendesk.base-url=http://zendesk.example      | bff.zendesk.base-url must use https
					--bff.zendesk.read-deadline=-1s                    | bff.zendesk.read-deadline must be between
					--bff.http.drain-period=26s                        | bff.http.drain-period must be between 0s and 25s
					--bff.zendes.read-deadline=1s                      | no such configuration key: bff.zendes.read-deadline
					--bff.portal.roles.owner=zendesk-admin             | bff.portal.roles.owner must not hold
					--spring.security.oauth2.client.registration.zendesk.authorization-grant-type=password           | authorization-grant-type must be client_credentials or authorization_code
					--spring.security.oauth2.client.registration.zendesk.authorization-grant-type=authorization_code | bff.public-url must be set for authorization_code
					--bff.connection.return-to=//evil.example          | bff.connection.return-to must be a path
					--bff.connection.revocation-uri=http://zendesk.example/revoke | bff.connection.revocation-uri must be an https URL
					--bff.public-url=http://portal.example.com         | bff.public-url must be an https URL
					--bff.public-url=https://portal.example.com?a=b    | bff.public-url must be an https URL
					--bff.public-url=https://me@portal.example.com     | bff.public-url must be an https URL
					--bff.public-url=portal.example.com/zendesk        | bff.public-url must be an https URL
					--spring.security.oauth2.resourceserver.jwt.audiences=             | jwt.audiences must hold
					--spring.security.oauth2.resourceserver.jwt.jws-algorithms=HS256   | jwt.jws-algorithms must be some of
					""")
	void serviceDoesNotStartWhenASettingIsWrong(String setting, String message) {
		assertThatException().isThrownBy(() -> RunningBff.start(setting).close())
			.extracting(NestedExceptionUtils::getMostSpecificCause, InstanceOfAssertFactories.THROWABLE)
			.hasMessageContaining(message);
	}

}
