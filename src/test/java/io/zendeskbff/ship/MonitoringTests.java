package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Prometheus and Grafana are told.
 */
class MonitoringTests {

	private static final RenderedChart CHART = RenderedChart.of("production-values.yaml");

	private static final RenderedChart FULL_CHART = RenderedChart.of("full-values.yaml");

	@Test
	void monitorWhenOnThenScrapesTheManagementServiceAlone() {
		JsonNode selector = CHART.at("ServiceMonitor", "/spec/selector/matchLabels");
		assertThat(CHART.at("Service-management", "/metadata/labels").properties()).containsAll(selector.properties());
		assertThat(CHART.at("Service", "/metadata/labels").properties()).isNotEmpty()
			.doesNotContainSequence(selector.properties());
		assertThat(CHART.at("ServiceMonitor", "/spec/endpoints"))
			.isEqualTo(RenderedChart.parse("[{port: management, path: /actuator/prometheus}]"));
		assertThat(CHART.at("Service-management", "/spec/ports/0/name").asString()).isEqualTo("management");
	}

	@Test
	void objectsWhenTheirLabelsAreSetThenBesideTheirOwn() {
		for (String object : new String[] { "ServiceMonitor", "PrometheusRule" }) {
			assertThat(FULL_CHART.at(object, "/metadata/labels/release").asString()).isEqualTo("prometheus");
			assertThat(FULL_CHART.at(object, "/metadata/labels/app.kubernetes.io~1instance").asString())
				.isEqualTo("account");
		}
		assertThat(FULL_CHART.at("ServiceMonitor", "/spec/endpoints/0")).isEqualTo(RenderedChart
			.parse("{port: management, path: /actuator/prometheus, interval: 30s, scrapeTimeout: 10s}"));
		assertThat(FULL_CHART.at("ConfigMap-dashboard", "/metadata/annotations/grafana_folder").asString())
			.isEqualTo("Portals");
	}

	/** The operator's job is the Service's name. */
	@Test
	void rulesWhenOnThenOfThisReleaseOnly() {
		String scope = "namespace=\"%s\",job=\"%s\"".formatted(RenderedChart.NAMESPACE,
				CHART.at("Service-management", "/metadata/name").asString());
		assertThat(CHART.at("PrometheusRule", "/spec/groups/0/rules")).isNotEmpty().allSatisfy((rule) -> {
			String expr = rule.path("expr").asString();
			assertThat(expr).contains(scope);
			assertThat(expr.replace("{" + scope, "")).doesNotContain("{");
		});
	}

	@Test
	void budgetWhenSetThenTheRuleKnowsItsTenth() {
		assertThat(budget(CHART)).endsWith(" <= 18");
		assertThat(budget(FULL_CHART)).endsWith(" <= 10");
	}

	@Test
	void dashboardWhenOnThenAsItStandsInTheChart() throws IOException {
		assertThat(CHART.at("ConfigMap-dashboard", "/metadata/labels/grafana_dashboard").asString()).isEqualTo("1");
		assertThat(CHART.at("ConfigMap-dashboard", "/data/zendesk-account-bff.json").asString())
			.isEqualTo(Files.readString(RenderedChart.CHART.resolve("dashboards/zendesk-account-bff.json")));
	}

	private static String budget(RenderedChart chart) {
		return chart.at("PrometheusRule", "/spec/groups/0/rules")
			.valueStream()
			.filter((rule) -> rule.path("alert").asString().endsWith("BudgetSpent"))
			.map((rule) -> rule.path("expr").asString())
			.findAny()
			.orElseThrow();
	}

}
