package io.zendeskbff.ship;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is led to which pods and ports.
 */
class ServiceTests {

	private static final RenderedChart CHART = RenderedChart.of("minimal-values.yaml");

	private static final RenderedChart FULL_CHART = RenderedChart.of("full-values.yaml");

	@Test
	void serviceWhenRenderedThenLeadsToThePodsButNotToTheManagementPort() {
		assertThat(CHART.at("Service", "/spec")).isEqualTo(RenderedChart.parse("""
				type: ClusterIP
				selector: {app.kubernetes.io/name: zendesk-account-bff, app.kubernetes.io/instance: account}
				ports: [{name: http, port: 80, targetPort: http, protocol: TCP, appProtocol: http}]
				"""));
	}

	@Test
	void managementServiceWhenTheOtherIsPublicThenStaysInside() {
		assertThat(FULL_CHART.at("Service", "/spec/type").asString()).isEqualTo("LoadBalancer");
		assertThat(FULL_CHART.at("Service-management", "/spec")).isEqualTo(RenderedChart.parse("""
				type: ClusterIP
				clusterIP: None
				selector: {app.kubernetes.io/name: zendesk-account-bff, app.kubernetes.io/instance: account}
				ports: [{name: management, port: 8081, targetPort: management, protocol: TCP, appProtocol: http}]
				"""));
	}

	@ParameterizedTest
	@CsvSource({ "Deployment, /spec/selector/matchLabels", "Service, /spec/selector",
			"Service-management, /spec/selector", "PodDisruptionBudget, /spec/selector/matchLabels" })
	void selectorWhenRenderedThenMatchesTheServicesPodsAndNoTestPod(String object, String pointer) {
		JsonNode selector = FULL_CHART.at(object, pointer);
		assertThat(selector.properties()).isNotEmpty().isSubsetOf(FULL_CHART.podLabels().properties());
		assertThat(FULL_CHART.testPods()).hasSize(3)
			.noneMatch((pod) -> pod.at("/metadata/labels").properties().containsAll(selector.properties()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "app.kubernetes.io/name", "app.kubernetes.io/instance" })
	void selectorWhenPodLabelsWouldHideItThenStillMatches(String label) {
		RenderedChart chart = RenderedChart.with("minimal-values.yaml", "podLabels: {%s: other}".formatted(label));
		assertThat(chart.podLabels()).isEqualTo(CHART.podLabels());
	}

}
