package io.zendeskbff.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.zendeskbff.tools.Ports;
import io.zendeskbff.tools.RedisServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Alerts and dashboard ask for nothing but what the running service tells.
 */
class DashboardTests {

	private static final Path CHART = Path.of("helm/zendesk-account-bff");

	/** What Prometheus itself knows of a scrape. */
	private static final Set<String> OF_PROMETHEUS = Set.of("namespace", "job", "pod");

	private static Scrape scrape;

	@BeforeAll
	static void scrapeAfterTraffic() {
		try (RunningBff bff = RunningBff.startCaching("--bff.cache.fresh-for=0s",
				"--bff.cache.stale-while-revalidate=0s");
				RunningBff replica = RunningBff.startCaching(RedisServer.settingsFor(Ports.free()))) {
			bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
			bff.get(RunningBff.ACCOUNT, null);
			bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.status(503)));
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).headers().firstValue("cache-status"))
				.hasValueSatisfying((status) -> assertThat(status).contains("stale-if-error"));
			scrape = Scrape.of(bff, replica);
		}
	}

	static Stream<String> alerts() throws IOException {
		return at(yaml("alerts/zendesk-account-bff.yaml"), "/groups/0/rules")
			.map((rule) -> rule.path("expr").asString());
	}

	static Stream<String> panels() throws IOException {
		return at(dashboard(), "/panels").flatMap((panel) -> at(panel, "/targets"))
			.map((target) -> target.path("expr").asString());
	}

	@ParameterizedTest
	@MethodSource({ "alerts", "panels" })
	void everyMetricAndLabelIsThereWhenTheServiceIsScraped(String expression) {
		PromQl promQl = new PromQl(expression);
		assertThat(promQl.selectors()).isNotEmpty().allSatisfy(DashboardTests::assertThere);
		Stream<String> labels = promQl.selectors().flatMap((one) -> scrape.labels(one.metric()).keySet().stream());
		assertThat(promQl.groupings()).isSubsetOf(Stream.concat(labels, OF_PROMETHEUS.stream()).toList());
	}

	private static void assertThere(PromQl.Selector selector) {
		assertThat(selector.labels()).containsKey("job");
		if (selector.metric().equals("up")) {
			return;
		}
		assertThat(scrape.has(selector.metric())).as(selector.metric()).isTrue();
		Map<String, Set<String>> there = scrape.labels(selector.metric());
		selector.labels().forEach((label, value) -> {
			assertThat(label).as(selector.metric())
				.isIn(Stream.concat(there.keySet().stream(), OF_PROMETHEUS.stream()).toList());
			if (scrape.isGauge(selector.metric()) && !OF_PROMETHEUS.contains(label)) {
				assertThat(there.get(label)).contains(value.substring(1));
			}
		});
	}

	@Test
	void dashboardAnswersEveryQuestionWhenOpened() throws IOException {
		assertThat(at(dashboard(), "/panels").filter((panel) -> panel.path("type").asString().equals("row"))
			.map((row) -> row.path("title").asString())).containsExactly("Is it up?", "Is Zendesk up?",
					"Is the connection sound?", "How old is what we serve?", "How much of the budget is left?",
					"Who is refused?", "How is the process?", "Do the replicas share?");
	}

	@Test
	void dashboardShowsEveryMeterWhenItIsOurs() throws IOException {
		String all = String.join("\n", panels().toList());
		assertThat(scrape.ours()).hasSizeGreaterThan(10)
			.filteredOn((metric) -> !metric.startsWith("bff_trace_"))
			.allSatisfy((metric) -> assertThat(all).contains(metric));
	}

	@Test
	void panelsAreTellableApartWhenLookedAt() throws IOException {
		assertThat(at(dashboard(), "/panels").map((panel) -> panel.path("id").asInt())).doesNotHaveDuplicates();
		assertThat(at(dashboard(), "/panels").map((panel) -> panel.path("title").asString())).doesNotHaveDuplicates();
	}

	private static JsonNode dashboard() throws IOException {
		return JsonMapper.shared().readTree(Files.readString(CHART.resolve("dashboards/zendesk-account-bff.json")));
	}

	private static JsonNode yaml(String file) throws IOException {
		Map<String, ?> rules = new Yaml(new SafeConstructor(new LoaderOptions()))
			.load(Files.readString(CHART.resolve(file)));
		return JsonMapper.shared().valueToTree(rules);
	}

	private static Stream<JsonNode> at(JsonNode node, String pointer) {
		return node.at(pointer).valueStream();
	}

}
