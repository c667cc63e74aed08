package io.zendeskbff.ship;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * How many replicas there are, and how many may be away.
 */
class ScalingTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			autoscaling: {enabled: true}                                    | autoscaling.enabled is true
			replicaCount: 2                                                 | replicaCount is more than 1
			{replicaCount: 2, config: {bff: {store: memory}}}               | replicaCount is more than 1
			{replicaCount: 2, config: {spring: {data: {redis: {host: a}}}}} | replicaCount is more than 1
			""")
	void severalReplicasWhenTheStoreIsMemoryThenRefusedWithRemedy(String values, String message) {
		assertThatException().isThrownBy(() -> RenderedChart.with("minimal-values.yaml", values))
			.withMessageContaining(message + ": token, cache and write lock live in the memory of one replica; "
					+ "config.bff.store: redis shares them.");
	}

	@Test
	void autoscalingWhenTheStoreIsRedisThenOwnsTheReplicas() throws JsonProcessingException {
		RenderedChart chart = RenderedChart.of("replicas-values.yaml");
		assertThat(chart.at("Deployment", "/spec").has("replicas")).isFalse();
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
	void replicasWhenTheStoreIsRedisThenAsManyAsAskedFor() {
		RenderedChart chart = RenderedChart.with("replicas-values.yaml",
				"{replicaCount: 3, autoscaling: {enabled: false}}");
		assertThat(chart.at("Deployment", "/spec/replicas").asInt()).isEqualTo(3);
		assertThat(chart.objects()).doesNotContainKey("HorizontalPodAutoscaler");
	}

	/** One pod, of one replica as of several. */
	@ParameterizedTest
	@CsvSource({ "production-values.yaml", "replicas-values.yaml" })
	void nodeWhenDrainedThenTakesOnePodAtOnce(String valuesFile) {
		RenderedChart chart = RenderedChart.of(valuesFile);
		assertThat(chart.at("PodDisruptionBudget", "/spec")).isEqualTo(RenderedChart
			.parse("""
					maxUnavailable: 1
					unhealthyPodEvictionPolicy: AlwaysAllow
					selector: {matchLabels: {app.kubernetes.io/name: zendesk-account-bff, app.kubernetes.io/instance: account}}
					"""));
	}

}
