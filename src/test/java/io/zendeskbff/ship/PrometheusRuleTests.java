package io.zendeskbff.ship;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alerts, read and tried by Prometheus's own promtool.
 */
@RequiresProgram("promtool")
class PrometheusRuleTests {

	private static final String TRIAL = "PrometheusRuleTests-alerts.yaml";

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "full-values.yaml", "production-values.yaml" })
	void rulesWhenRenderedThenPrometheusTakesThem(String valuesFile) throws Exception {
		JsonNode rules = RenderedChart.of(valuesFile).at("PrometheusRule", "/spec");
		assertThat(promtool("check", "rules", file("rules.yaml", rules.toString())))
			.contains("SUCCESS: %d rules found".formatted(rules.at("/groups/0/rules").size()));
	}

	/** An hour in which everything is wrong, and one in which nothing is. */
	@Test
	void alertsWhenSomethingIsWrongThenFireAndElseDoNot() throws Exception {
		file("alerts.yaml", Files.readString(RenderedChart.CHART.resolve("alerts/zendesk-account-bff.yaml")));
		assertThat(promtool("test", "rules", file("trial.yaml", trial()))).contains("SUCCESS");
	}

	@Test
	void alertWhenThereIsOneThenItWasTried() throws IOException {
		JsonNode rules = RenderedChart.values("alerts/zendesk-account-bff.yaml").at("/groups/0/rules");
		assertThat(rules.valueStream().map((rule) -> "'{alertname=\"%s\"}'".formatted(rule.path("alert").asString())))
			.isNotEmpty()
			.allSatisfy((alert) -> assertThat(trial()).contains(alert));
	}

	private static String trial() throws IOException {
		try (InputStream trial = Objects.requireNonNull(PrometheusRuleTests.class.getResourceAsStream(TRIAL))) {
			return new String(trial.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	private String file(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content).toString();
	}

	private static String promtool(String... arguments) throws IOException, InterruptedException {
		String[] command = new String[arguments.length + 1];
		command[0] = "promtool";
		System.arraycopy(arguments, 0, command, 1, arguments.length);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
