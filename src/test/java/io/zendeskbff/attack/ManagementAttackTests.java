package io.zendeskbff.attack;

import java.io.IOException;
import java.net.URI;

import io.zendeskbff.contract.BffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row management: nothing of it where callers come, for an owner neither, and
 * little where the platform does. ManagementTests has what is there.
 */
@ExtendWith(BffExtension.class)
class ManagementAttackTests {

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/", "/actuator/health/", "/actuator/health/liveness",
			"/actuator/health/readiness", "/actuator/health/zendesk", "/actuator/info", "/actuator/sbom",
			"/actuator/sbom/application", "/actuator/env", "/actuator/heapdump", "/actuator/threaddump",
			"/actuator/configprops", "/actuator/beans", "/actuator/conditions", "/actuator/mappings",
			"/actuator/metrics", "/actuator/loggers", "/actuator/logfile", "/actuator/caches", "/actuator/sessions",
			"/actuator/httpexchanges", "/actuator/scheduledtasks", "/actuator/shutdown", "/actuator/refresh",
			"/actuator/circuitbreakers", "/actuator/bulkheads", "/actuator/gateway/routes", "/Actuator/health",
			"//actuator/health", "/actuator;/health", "/actuator/../actuator/env", "/actuator/%68ealth", "/health",
			"/livez", "/readyz", "/metrics", "/manage/health", "/management/health", "/cloudfoundryapplication",
			"/jolokia", "/h2-console" })
	void nothingIsThereWhenCallersPortIsAsked(String path, RunningBff bff) throws IOException {
		for (String caller : new String[] { "", owner(bff) }) {
			for (String method : new String[] { "GET", "POST", "DELETE" }) {
				send(bff.uri("/"), method, path, caller).assertProblem(404, "not-found");
			}
		}
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator", "/actuator/", "/actuator/heapdump", "/actuator/threaddump", "/actuator/beans",
			"/actuator/env", "/actuator/env/spring.application.name", "/actuator/loggers/ROOT", "/actuator/mappings",
			"/actuator/metrics", "/actuator/caches", "/actuator/sessions", "/actuator/circuitbreakers",
			"/actuator/bulkheads", "/actuator/shutdown", "/actuator/%65nv", "/session", "/connection", "/changes",
			"/v3/api-docs", "/console/console.js", "/oauth2/authorization/zendesk" })
	void nothingElseIsThereWhenManagementPortIsAsked(String path, RunningBff bff) throws IOException {
		for (String method : new String[] { "GET", "POST", "PUT", "DELETE" }) {
			send(bff.managementUri("/"), method, path, owner(bff)).assertOnly(404);
		}
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "GET, /actuator;/env, 400", "GET, /actuator//env, 400", "GET, /actuator/health/../env, 400",
			"GET, /actuator/health%2f..%2fenv, 400", "POST, /actuator/health, 405", "PUT, /actuator/info, 405",
			"DELETE, /actuator/prometheus, 405", "TRACE, /actuator/health, 405" })
	void requestIsRefusedWhenManagementPortIsAskedOddly(String method, String path, int status, RunningBff bff)
			throws IOException {
		send(bff.managementUri("/"), method, path, owner(bff)).assertOnly(status);
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/zendesk", "/actuator/health/diskSpace", "/actuator/health/ping",
			"/actuator/health/circuitBreakers", "/actuator/health/readiness/readinessState" })
	void componentIsNotThereWhenHealthIsAskedForIt(String path, RunningBff bff) throws IOException {
		send(bff.managementUri("/"), "GET", path, owner(bff)).assertOnly(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health", "/actuator/health?details=true&show-details=always" })
	void healthHasNoDetailsWhenOwnerAsks(String path, RunningBff bff) throws IOException {
		Answers answers = send(bff.managementUri("/"), "GET", path, owner(bff));
		answers.assertOnly(200);
		assertThat(answers.text()).contains("\"status\":\"UP\"").doesNotContain("components", "details", "zendesk");
	}

	private static String owner(RunningBff bff) {
		return "Authorization: Bearer " + bff.issuer().owner() + "\r\n";
	}

	private static Answers send(URI service, String method, String path, String headers) throws IOException {
		return Answers.to(service, method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
				+ headers + "Content-Length: 0\r\n\r\n");
	}

}
