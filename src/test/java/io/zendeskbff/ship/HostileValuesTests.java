package io.zendeskbff.ship;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * A value stays the one text that it is, whatever is in it, or is refused by name.
 */
class HostileValuesTests {

	static final String[] TEXTS = { "{{ .Release.Name }}", "a\nb: c\n---\nkind: Secret", "\"double\" and 'single'",
			"$HOME ${ZENDESK_CLIENT_SECRET} $$", "- [x]: {y} # & *a !b | > %c @d `e", "true", "null", "~", "0x1F",
			"1e3", "017", "2026-11-25", " spaces ", "tab\tand \\ backslash", "Zoë \uD83D\uDE80 \u2028 \u0007", ": ",
			"|", "---" };

	private static final RenderedChart CHART = RenderedChart.of("minimal-values.yaml");

	@ParameterizedTest
	@FieldSource("TEXTS")
	void environmentWhenHostileThenTheSameText(String text) throws JsonProcessingException {
		RenderedChart chart = with(Map.of("env", Map.of("PORTAL_AUDIENCE", text, "NO_PROXY", text)));
		assertUnharmed(chart);
		assertThat(chart.container("/env")
			.valueStream()
			.filter((variable) -> variable.has("value"))
			.filter((variable) -> variable.get("value").asString().equals(text))).hasSize(2);
	}

	/** Kubernetes puts a variable's value in place of its name in parentheses. */
	@Test
	void environmentWhenItNamesAVariableThenNotExpanded() {
		RenderedChart chart = with(Map.of("env", Map.of("PORTAL_AUDIENCE", "$(ZENDESK_CLIENT_SECRET)")));
		assertThat(chart.container("/env"))
			.contains(RenderedChart.parse("{name: PORTAL_AUDIENCE, value: $$(ZENDESK_CLIENT_SECRET)}"));
	}

	@ParameterizedTest
	@FieldSource("TEXTS")
	void configurationWhenHostileThenTheSameText(String text) throws JsonProcessingException {
		Map<String, Object> config = Map.of("bff",
				Map.of("zendesk", Map.of("account-key", text), "portal", Map.of("roles", Map.of("owner", text))),
				"spring", Map.of("data", Map.of("redis", Map.of("username", text))));
		RenderedChart chart = with(Map.of("config", config));
		assertUnharmed(chart);
		assertThat(ConfigMapTests.configuration(chart)).isEqualTo(tree(config));
	}

	@ParameterizedTest
	@FieldSource("TEXTS")
	void annotationWhenHostileThenTheSameText(String text) throws JsonProcessingException {
		Map<String, String> annotations = Map.of("example.com/a", text, text, "b");
		RenderedChart chart = with(Map.of("podAnnotations", annotations, "service", Map.of("annotations", annotations),
				"serviceAccount", Map.of("annotations", annotations), "ingress",
				Map.of("enabled", true, "hosts", new String[] { "a.example" }, "annotations", annotations)));
		for (JsonNode object : chart.objects().values()) {
			assertThat(KubernetesModels.read(object)).isNotNull();
		}
		assertThat(chart.at("Deployment", "/spec/template/metadata/annotations").properties())
			.containsAll(tree(annotations).properties());
		for (String object : new String[] { "Service", "ServiceAccount", "Ingress" }) {
			assertThat(chart.at(object, "/metadata/annotations")).isEqualTo(tree(annotations));
		}
	}

	@ParameterizedTest
	@CsvSource({ "env, ZENDESK_SUBDOMAIN", "secretKeys, ZENDESK_CLIENT_ID", "secretKeys, BFF_TOKEN_ENCRYPTION_KEYS",
			"secretKeys, SPRING_DATA_REDIS_PASSWORD", "serviceAccount, name", "extraCA, key", "ingress, className",
			"httpRoute, path" })
	void nameWhenHostileThenRefusedNamingIt(String group, String key) {
		for (String text : new String[] { "{{ .Release.Name }}", "a\nb: c", "\"", "'", "$", "a: b", "a #b", " ",
				"*a" }) {
			assertThatException().isThrownBy(() -> with(Map.of(group, Map.of(key, text))))
				.withMessageContaining("values don't meet the specifications of the schema")
				.withMessageContaining("/" + group + "/" + key);
		}
	}

	@ParameterizedTest
	@CsvSource({ "existingSecret", "nameOverride", "fullnameOverride", "priorityClassName" })
	void objectNameWhenHostileThenRefusedNamingIt(String key) {
		for (String text : new String[] { "{{ .Release.Name }}", "a\nb: c", "\"", "$", "a: b", "Upper", "-a" }) {
			assertThatException().isThrownBy(() -> with(Map.of(key, text)))
				.withMessageContaining("values don't meet the specifications of the schema")
				.withMessageContaining("/" + key);
		}
	}

	@ParameterizedTest
	@CsvSource({ "123", "1e3", "true", "null", "017", "on" })
	void nameWhenItLooksLikeSomethingElseThenStaysText(String name) throws JsonProcessingException {
		RenderedChart chart = with(Map.of("existingSecret", name, "nameOverride", name, "fullnameOverride", name,
				"priorityClassName", name, "serviceAccount", Map.of("create", true, "name", name), "secretKeys",
				Map.of("ZENDESK_CLIENT_ID", name), "extraCA", Map.of("existingSecret", name, "key", name), "image",
				Map.of("repository", name, "tag", name), "ingress",
				Map.of("enabled", true, "className", name, "hosts", new String[] { name }), "networkPolicy",
				Map.of("enabled", true)));
		for (JsonNode object : chart.objects().values()) {
			assertThat(KubernetesModels.read(object).getMetadata().getName()).startsWith(name);
		}
	}

	@ParameterizedTest
	@CsvSource({ "123", "true", "a.b", "an-account-with-the-longest-of-all-names-that-helm-takes" })
	void releaseWhenItsNameIsOddThenEveryObjectHasAGoodOne(String name) throws JsonProcessingException {
		String release = name.substring(0, Math.min(53, name.length()));
		RenderedChart chart = RenderedChart.of("production-values.yaml", (template) -> template.withName(release));
		assertThat(chart.objects()).hasSameSizeAs(RenderedChart.of("production-values.yaml").objects());
		for (JsonNode object : chart.objects().values()) {
			assertThat(KubernetesModels.read(object).getMetadata().getName()).hasSizeLessThanOrEqualTo(63)
				.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
			assertThat(object.at("/metadata/labels")).allMatch((label) -> label.asString().length() <= 63);
		}
		assertThat(chart.at("Deployment", "/spec/selector/matchLabels/app.kubernetes.io~1instance").asString())
			.isEqualTo(release);
	}

	private static void assertUnharmed(RenderedChart chart) throws JsonProcessingException {
		assertThat(chart.objects()).containsOnlyKeys(CHART.objects().keySet());
		for (JsonNode object : chart.objects().values()) {
			assertThat(KubernetesModels.read(object)).isNotNull();
		}
	}

	private static RenderedChart with(Map<String, ?> values) {
		return RenderedChart.with("minimal-values.yaml", quoted().dump(values));
	}

	private static Yaml quoted() {
		DumperOptions options = new DumperOptions();
		options.setDefaultScalarStyle(DumperOptions.ScalarStyle.DOUBLE_QUOTED);
		options.setAllowUnicode(false);
		return new Yaml(options);
	}

	private static JsonNode tree(Object value) {
		return JsonMapper.shared().valueToTree(value);
	}

}
