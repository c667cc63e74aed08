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
	void otherAccountIsRefusedWhenOneIsConfigured() {
		try (RunningBff bff = RunningBff.start("--bff.zendesk.account-key=another")) {
			HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
			assertThat(response.statusCode()).isEqualTo(502);
			assertThat(RunningBff.slug(response)).isEqualTo("upstream-invalid");
			assertThat(response.body()).doesNotContain("billing@example.com");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--bff.zendesk.base-url=http://zendesk.example      | bff.zendesk.base-url must use https
			--bff.zendesk.read-deadline=-1s                    | bff.zendesk.read-deadline must be between
			--bff.zendes.read-deadline=1s                      | no such configuration key: bff.zendes.read-deadline
			--bff.portal.roles.owner=zendesk-admin             | bff.portal.roles.owner must not hold
			--spring.security.oauth2.resourceserver.jwt.audiences=             | jwt.audiences must hold
			--spring.security.oauth2.resourceserver.jwt.jws-algorithms=HS256   | jwt.jws-algorithms must be some of
			""")
	void serviceDoesNotStartWhenASettingIsWrong(String setting, String message) {
		assertThatException().isThrownBy(() -> RunningBff.start(setting).close())
			.extracting(NestedExceptionUtils::getMostSpecificCause, InstanceOfAssertFactories.THROWABLE)
			.hasMessageContaining(message);
	}

}
