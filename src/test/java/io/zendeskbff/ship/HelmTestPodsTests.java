package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pods of {@code helm test}.
 */
class HelmTestPodsTests {

	private static final RenderedChart CHART = RenderedChart.of("minimal-values.yaml");

	@ParameterizedTest
	@MethodSource(ValuesFiles.ALL)
	void podWhenRenderedThenRunsOnceAndOnlyAtATest(String valuesFile) {
		assertThat(RenderedChart.of(valuesFile).testPods()).hasSize(3).allSatisfy((pod) -> {
			assertThat(pod.at("/metadata/annotations")).isEqualTo(
					RenderedChart.parse("{example.com/hook: test, helm.sh/hook-delete-policy: before-hook-creation}"));
			assertThat(pod.at("/spec/restartPolicy").asString()).isEqualTo("Never");
			assertThat(pod.at("/spec/activeDeadlineSeconds").asInt()).isPositive();
		});
	}

	@Test
	void healthWhenTriedThenAskedOfTheManagementService() {
		assertThat(url("Pod-test-health")).isEqualTo("http://%s:%s/actuator/health",
				CHART.at("Service-management", "/metadata/name").asString(),
				CHART.at("Service-management", "/spec/ports/0/port").asInt());
		assertThat(script("Pod-test-health")).contains("liveness readiness", "--fail", "\"status\":\"UP\"");
	}

	@Test
	void anonymousReadWhenTriedThenAskedOfTheService() {
		assertThat(url("Pod-test-anonymous")).isEqualTo("http://%s:%s/api/v2/account",
				CHART.at("Service", "/metadata/name").asString(), CHART.at("Service", "/spec/ports/0/port").asInt());
		assertThat(script("Pod-test-anonymous")).contains("401 application/problem+json");
	}

	@Test
	void selfCheckWhenTriedThenFromAPodLikeTheServices() {
		JsonNode check = CHART.at("Pod-test-check", "/spec");
		assertThat(check.at("/containers/0/args")).isEqualTo(RenderedChart.parse("[--check]"));
		for (String same : List.of("image", "imagePullPolicy", "env", "volumeMounts", "securityContext", "resources")) {
			assertThat(check.at("/containers/0/" + same)).as(same).isEqualTo(CHART.container("/" + same));
		}
		for (String same : List.of("volumes", "securityContext", "serviceAccountName")) {
			assertThat(check.path(same)).as(same).isEqualTo(CHART.pod("/" + same));
		}
	}

	@Test
	void templateWhenReadThenIsAHookOfHelms() throws IOException {
		for (String file : List.of("_curl.tpl", "check.yaml")) {
			assertThat(Files.readString(RenderedChart.CHART.resolve("templates/tests").resolve(file)))
				.contains("    helm.sh/hook: test\n");
		}
	}

	private static String url(String pod) {
		return CHART.at(pod, "/spec/containers/0/env/0/value").asString();
	}

	private static String script(String pod) {
		assertThat(CHART.at(pod, "/spec/containers/0/command/0").asString()).isEqualTo("sh");
		return CHART.at(pod, "/spec/containers/0/command/2").asString();
	}

}
