package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What no pod may do, those of the tests included.
 */
class HardeningTests {

	static Stream<JsonNode> pods() throws IOException {
		return ValuesFiles.all().flatMap((file) -> RenderedChart.of(file).pods()).map((pod) -> pod.path("spec"));
	}

	@ParameterizedTest
	@MethodSource("pods")
	void podWhenRenderedThenHardened(JsonNode pod) {
		assertThat(pod.path("securityContext")).isEqualTo(RenderedChart.parse("""
				runAsNonRoot: true
				runAsUser: 10001
				runAsGroup: 10001
				seccompProfile: {type: RuntimeDefault}
				"""));
		assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
		assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
		assertThat(pod.propertyNames()).doesNotContain("hostNetwork", "hostPID", "hostIPC", "initContainers");
	}

	@Test
	void podWhenThePlatformAssignsUsersThenNamesNone() {
		RenderedChart chart = RenderedChart.with("full-values.yaml",
				"podSecurityContext: {runAsUser: null, runAsGroup: null}");
		assertThat(chart.pod("/securityContext")).isEqualTo(RenderedChart.parse("""
				runAsNonRoot: true
				seccompProfile: {type: RuntimeDefault}
				"""));
	}

	@ParameterizedTest
	@MethodSource("pods")
	void containerWhenRenderedThenHardened(JsonNode pod) {
		assertThat(pod.path("containers")).hasSize(1).allSatisfy((container) -> {
			assertThat(container.path("securityContext")).isEqualTo(RenderedChart.parse("""
					allowPrivilegeEscalation: false
					readOnlyRootFilesystem: true
					capabilities: {drop: [ALL]}
					"""));
			assertThat(container.at("/resources/limits/memory").asString()).isNotEmpty();
			assertThat(container.at("/resources/requests/cpu").asString()).isNotEmpty();
			assertThat(container.path("image").asString()).containsPattern("[:@][^/]+$");
		});
	}

	/** What is mounted is read only, but for a small directory in memory or on disk. */
	@ParameterizedTest
	@MethodSource("pods")
	void volumeWhenWritableThenItIsTmp(JsonNode pod) {
		assertThat(pod.at("/containers/0/volumeMounts").valueStream())
			.allMatch((mount) -> mount.path("readOnly").asBoolean(false)
					|| mount.path("mountPath").asString().equals("/tmp"));
		assertThat(pod.path("volumes").valueStream()).allMatch((volume) -> volume.has("configMap")
				|| volume.has("secret") || volume.at("/emptyDir/sizeLimit").asString("").equals("64Mi"));
	}

	@Test
	void serviceAccountWhenRenderedThenWithoutToken() {
		RenderedChart chart = RenderedChart.of("minimal-values.yaml");
		assertThat(chart.at("ServiceAccount", "/automountServiceAccountToken").asBoolean(true)).isFalse();
		assertThat(chart.pod("/serviceAccountName")).isEqualTo(chart.at("ServiceAccount", "/metadata/name"));
	}

	@Test
	void podWhenRenderedThenRunsAsTheUserOfTheImage() throws IOException {
		RenderedChart chart = RenderedChart.of("minimal-values.yaml");
		assertThat(Files.readString(RenderedChart.CHART.resolve("../../Dockerfile"))).contains("USER %s:%s"
			.formatted(chart.pod("/securityContext/runAsUser"), chart.pod("/securityContext/runAsGroup")));
	}

	/** Secrets come by reference: the chart has no value for one, and makes none. */
	@ParameterizedTest
	@MethodSource(ValuesFiles.ALL)
	void secretWhenNeededThenOnlyReferred(String valuesFile) {
		RenderedChart chart = RenderedChart.of(valuesFile);
		assertThat(chart.objects()).doesNotContainKey("Secret");
		assertThat(chart.pods()
			.flatMap((pod) -> pod.at("/spec/containers/0/env").valueStream())
			.filter((variable) -> variable.path("name")
				.asString()
				.toUpperCase(Locale.ROOT)
				.matches(".*(SECRET|KEY|CLIENT_ID|PASSWORD).*")))
			.isNotEmpty()
			.allMatch((variable) -> !variable.has("value") && variable.at("/valueFrom/secretKeyRef").isObject());
	}

}
