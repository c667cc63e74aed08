package io.zendeskbff.ship;

import java.nio.file.Path;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * How many replicas there are, and how many may be away.
 */
class ScalingTests {

	private static final Path SHARED = ChartCopy.withSharedStore();

	@Test
	void autoscalingWhenTheStoreIsMemoryThenRefused() {
		assertThatException().isThrownBy(
				() -> RenderedChart.of("minimal-values.yaml", (template) -> template.set("autoscaling.enabled", true)))
			.withMessageContaining("autoscaling.enabled is true: sessions, token and cache live in the memory of one");
	}

	@Test
	void autoscalingWhenTheStoreIsSharedThenOwnsTheReplicas() throws JsonProcessingException {
		RenderedChart chart = RenderedChart.of(SHARED, "minimal-values.yaml",
				(template) -> template.set("autoscaling.enabled", true));
		assertThat(chart.at("Deployment", "/spec").has("replicas")).isFalse();
		assertThat(chart.at("Deployment", "/spec/strategy/type").asString()).isEqualTo("RollingUpdate");
		assertThat(chart.at("HorizontalPodAutoscaler", "/spec")).isEqualTo(RenderedChart.parse("""
				scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: %s}
				minReplicas: 2
				maxReplicas: 5
				metrics:
				  - type: Resource
				    resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}
				""".formatted(chart.at("Deployment", "/metadata/name").asString())));
		assertThat(KubernetesModels.read(chart.at("HorizontalPodAutoscaler", ""))).isNotNull();
		assertThat(chart.container("/resources/requests/cpu").asString()).isNotEmpty();
	}

	@Test
	void replicasWhenTheStoreIsSharedThenAsManyAsAskedFor() {
		RenderedChart chart = RenderedChart.of(SHARED, "minimal-values.yaml",
				(template) -> template.set("replicaCount", 3));
		assertThat(chart.at("Deployment", "/spec/replicas").asInt()).isEqualTo(3);
		assertThat(chart.objects()).doesNotContainKey("HorizontalPodAutoscaler");
	}

	@Test
	void nodeWhenThereIsOneReplicaThenCanBeDrained() {
		RenderedChart chart = RenderedChart.of("production-values.yaml");
		assertThat(chart.at("PodDisruptionBudget", "/spec")).isEqualTo(RenderedChart
			.parse("""
					maxUnavailable: 1
					unhealthyPodEvictionPolicy: AlwaysAllow
					selector: {matchLabels: {app.kubernetes.io/name: zendesk-account-bff, app.kubernetes.io/instance: account}}
					"""));
	}

}
