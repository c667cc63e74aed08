package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import io.zendeskbff.local.FakeState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The management port: what the platform needs, and nothing else.
 */
@ExtendWith(BffExtension.class)
class ManagementTests {

	@ParameterizedTest
	@CsvSource({ "/actuator/health, 200", "/actuator/health/liveness, 200", "/actuator/health/readiness, 200",
			"/actuator/info, 200", "/actuator/prometheus, 200", "/actuator/sbom, 200",
			"/actuator/sbom/application, 200", "/actuator/env, 404", "/actuator/heapdump, 404",
			"/actuator/configprops, 404", "/actuator/loggers, 404", "/actuator/shutdown, 404", "/, 404",
			"/api/v2/account, 404", "/error, 404" })
	void onlyTheseAnswerWhenAskedOnTheManagementPort(String path, int status, RunningBff bff) {
		HttpResponse<String> response = bff.send(HttpRequest.newBuilder(bff.managementUri(path)));
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().map()).doesNotContainKey("set-cookie");
		assertThat(bff.accountCalls()).isZero();
	}

	@Test
	void healthTellsNoDetailsWhenAsked(RunningBff bff) {
		assertThat(bff.send(HttpRequest.newBuilder(bff.managementUri("/actuator/health/readiness"))).body())
			.isEqualTo("{\"status\":\"UP\"}");
	}

	@Test
	void readinessStaysUpWhenZendeskIsDown(RunningBff bff) {
		bff.zendesk().state(FakeState.DOWN);
		assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isGreaterThanOrEqualTo(500);
		assertThat(bff.send(HttpRequest.newBuilder(bff.managementUri("/actuator/health/readiness"))).statusCode())
			.isEqualTo(200);
	}

}
