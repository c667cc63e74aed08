package io.zendeskbff.ship;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service's application.yaml, and the CA that it may name.
 */
class ConfigMapTests {

	private static final RenderedChart CHART = RenderedChart.of("minimal-values.yaml");

	private static final RenderedChart FULL_CHART = RenderedChart.of("full-values.yaml");

	private static final String[] OTHER_WAYS_TO_REDIS = { "spring.data.redis.host", "spring.data.redis.port",
			"spring.data.redis.cluster.nodes" };

	@Test
	void configurationWhenNothingIsSetThenEmpty() {
		assertThat(configuration(CHART)).isEqualTo(RenderedChart.parse("{}"));
	}

	/** Sentinels say where Redis is; the other ways to know are left out. */
	@Test
	void configurationWhenEverythingIsSetThenUnderItsOwnNames() throws IOException {
		JsonNode config = RenderedChart.values("ci/full-values.yaml").path("config");
		assertThat(configuration(FULL_CHART)).isEqualTo(config);
		assertThat(keys(config)).doesNotContain(OTHER_WAYS_TO_REDIS);
		assertThat(Stream.concat(keys(config).stream(), Stream.of(OTHER_WAYS_TO_REDIS)))
			.containsExactlyInAnyOrderElementsOf(keys(RenderedChart.values("values.yaml").path("config")));
	}

	@Test
	void configurationWhenFalseIsSetThenKept() {
		RenderedChart without = RenderedChart.of("minimal-values.yaml",
				(template) -> template.set("config.bff.billing.require-if-match", false));
		assertThat(configuration(without)).isEqualTo(RenderedChart.parse("bff: {billing: {require-if-match: false}}"));
	}

	/** Zero is a value there, and names have hyphens. */
	@Test
	void configurationWhenResilienceIsSetThenPassedOnAsItIs() {
		String resilience4j = "resilience4j: {bulkhead: {instances: {zendesk-writes: {max-wait-duration: 0}}}}";
		RenderedChart chart = RenderedChart.with("minimal-values.yaml", "config: {" + resilience4j + "}");
		assertThat(configuration(chart)).isEqualTo(RenderedChart.parse(resilience4j));
	}

	@Test
	void configurationWhenChangedThenRollsThePods() {
		String checksum = "/spec/template/metadata/annotations/checksum~1config";
		assertThat(CHART.at("Deployment", checksum).asString()).hasSize(64)
			.isNotEqualTo(FULL_CHART.at("Deployment", checksum).asString());
	}

	@Test
	void configurationWhenThereIsAnExtraCaThenNamesIt() throws IOException {
		ObjectNode expected = RenderedChart.values("ci/production-values.yaml").path("config").asObject();
		expected.withObject("bff").set("http", RenderedChart.parse("ssl-bundle: company")).asObject();
		expected.set("spring", RenderedChart.parse(
				"ssl: {bundle: {pem: {company: {truststore: {certificate: 'file:/etc/zendesk-account-bff-ca/ca.crt'}}}}}"));
		assertThat(configuration(RenderedChart.of("production-values.yaml"))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			existingConfigMap | configMap: {name: company,
			existingSecret    | secret: {secretName: company,
			""")
	void extraCaWhenNamedThenMountedWhereTheConfigurationLooks(String kind, String source) {
		RenderedChart chart = RenderedChart.with("minimal-values.yaml",
				"extraCA: {%s: company, key: 7}".formatted(kind).replace("7", "\"7\""));
		assertThat(chart.pods()
			.filter((pod) -> pod.at("/metadata/name").asString("").endsWith("-check")
					|| pod.at("/metadata/name").isMissingNode()))
			.hasSize(2)
			.allSatisfy((pod) -> {
				assertThat(pod.at("/spec/volumes")).contains(
						RenderedChart.parse("{name: ca, %s items: [{key: '7', path: ca.crt}]}}".formatted(source)));
				assertThat(pod.at("/spec/containers/0/volumeMounts")).contains(
						RenderedChart.parse("{name: ca, mountPath: /etc/zendesk-account-bff-ca, readOnly: true}"));
			});
	}

	@Test
	void extraCaWhenNamedTwiceThenRefused() {
		assertThatException()
			.isThrownBy(() -> RenderedChart.with("production-values.yaml", "extraCA: {existingSecret: a}"))
			.withMessageContaining("extraCA.existingConfigMap and extraCA.existingSecret are both set");
	}

	/** The keys of the chart's own; below resilience4j they are the library's. */
	private static List<String> keys(JsonNode config) {
		return ChartTests.leaves("", config)
			.stream()
			.map(Map.Entry::getKey)
			.map((key) -> key.replaceFirst("^resilience4j.*", "resilience4j"))
			.toList();
	}

	static JsonNode configuration(RenderedChart chart) {
		return RenderedChart.parse(chart.at("ConfigMap", "/data/application.yaml").asString());
	}

}
