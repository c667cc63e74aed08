package io.zendeskbff.ship;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Which objects the chart makes, and that Kubernetes knows every field of them.
 */
class ObjectsTests {

	@Test
	void objectsWhenNothingOptionalIsOnThenTheLeast() {
		assertThat(RenderedChart.of("minimal-values.yaml").objects()).containsOnlyKeys("ServiceAccount", "ConfigMap",
				"Service", "Service-management", "Deployment", "Pod-test-health", "Pod-test-anonymous",
				"Pod-test-check");
	}

	@Test
	void objectsWhenEverythingIsOnThenAll() {
		assertThat(RenderedChart.of("full-values.yaml").objects()).containsOnlyKeys("ConfigMap", "ConfigMap-dashboard",
				"Service", "Service-management", "Deployment", "Ingress", "HTTPRoute", "NetworkPolicy",
				"HorizontalPodAutoscaler", "PodDisruptionBudget", "ServiceMonitor", "PrometheusRule", "Pod-test-health",
				"Pod-test-anonymous", "Pod-test-check");
	}

	@ParameterizedTest
	@MethodSource(ValuesFiles.ALL)
	void objectsWhenReadStrictlyThenKnownToKubernetes(String valuesFile) throws JsonProcessingException {
		RenderedChart chart = RenderedChart.of(valuesFile);
		for (JsonNode object : chart.objects().values()) {
			assertThat(KubernetesModels.read(object).getMetadata().getLabels()).containsEntry("helm.sh/chart",
					"zendesk-account-bff-0.1.0");
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{apiVersion: v1, kind: Service, spec: {selectors: {a: b}}}                                    | selectors
					{apiVersion: apps/v1, kind: Deployment, spec: {template: {spec: {containers: [{img: a}]}}}}   | img
					{apiVersion: v1, kind: Service, metadata: {labels: {a: 1}}}                                   | coerce Integer value
					{apiVersion: v1, kind: Service, metadata: {labels: {a: true}}}                                | coerce Boolean value
					{apiVersion: apps/v1, kind: Deployment, spec: {replicas: "1"}}                                | coerce String value
					{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, spec: {endpoints: [{ports: a}]}} | ports
					{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, spec: {rules: [{match: []}]}}     | match
					""")
	void objectWhenAFieldIsWrongThenNoticed(String object, String message) {
		assertThatException().isThrownBy(() -> KubernetesModels.read(RenderedChart.parse(object)))
			.withMessageContaining(message);
	}

}
