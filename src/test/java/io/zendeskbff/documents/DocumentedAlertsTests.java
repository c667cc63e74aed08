package io.zendeskbff.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every alert says what it means and what to do, in README as in the rules.
 */
class DocumentedAlertsTests {

	@Test
	void readmeHasEveryAlertWhenRead() throws IOException {
		assertThat(Readme.read()
			.table("alert")
			.stream()
			.map((row) -> row.stream().map((cell) -> cell.replace("`", "")).toList()))
			.containsExactlyElementsOf(alerts()
				.map((alert) -> List.of(text(alert, "/alert"), text(alert, "/labels/severity"),
						text(alert, "/annotations/summary"), text(alert, "/annotations/runbook")))
				.toList());
	}

	@Test
	void alertIsCompleteWhenItFires() throws IOException {
		assertThat(alerts()).isNotEmpty().allSatisfy((alert) -> {
			assertThat(alert.path("annotations").propertyNames()).containsExactly("summary", "description", "runbook");
			assertThat(text(alert, "/annotations/description")).endsWith(".");
			assertThat(text(alert, "/labels/severity")).isIn("critical", "warning");
			assertThat(text(alert, "/alert")).startsWith("ZendeskAccountBff");
		});
	}

	private static Stream<JsonNode> alerts() throws IOException {
		Map<String, ?> rules = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(Files.readString(Path.of("helm/zendesk-account-bff/alerts/zendesk-account-bff.yaml")));
		return JsonMapper.shared().<JsonNode>valueToTree(rules).at("/groups/0/rules").valueStream();
	}

	private static String text(JsonNode node, String pointer) {
		return node.at(pointer).asString();
	}

}
