package io.zendeskbff.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.FileSystemResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every configuration key stands under one name and with one default in the metadata, in
 * README and in the chart.
 */
class DocumentedSettingsTests {

	private static final Pattern OURS = Pattern.compile("`(bff\\.[a-z.-]+)`");

	private static final List<String> SECRETS = List.of("bff.token-encryption-keys");

	@Test
	void readmeHasEveryKeyAndDefaultWhenRead() throws IOException {
		Map<String, String> expected = metadata();
		expected.put("bff.zendesk.base-url", "https://${ZENDESK_SUBDOMAIN}.zendesk.com");
		Map<String, String> documented = new TreeMap<>();
		for (List<String> row : Readme.read().table("key")) {
			OURS.matcher(row.getFirst())
				.results()
				.forEach((key) -> documented.put(key.group(1), row.get(1).replace("`", "")));
		}
		assertThat(documented).isEqualTo(expected);
	}

	@Test
	void everyKeyIsExplainedInMetadataWhenAnIdeLooks() throws IOException {
		assertThat(properties()).allSatisfy(
				(one) -> assertThat(one.path("description").asString("")).as(one.path("name").asString()).isNotBlank());
	}

	@Test
	void chartTakesEveryKeyInReadmesOrderWhenItIsNoSecret() throws IOException {
		assertThat(chartKeys("config.").filter((key) -> key.startsWith("bff.")))
			.containsExactlyElementsOf(documented().filter((key) -> !SECRETS.contains(key)).toList());
	}

	/** A ConfigMap is no place for a secret: it comes as a variable out of a Secret. */
	@Test
	void chartTakesEveryKeyFromASecretWhenItIsOne() throws IOException {
		assertThat(documented()).containsAll(SECRETS);
		assertThat(chartKeys("secretKeys.").filter((name) -> name.startsWith("BFF_")))
			.containsExactlyElementsOf(SECRETS.stream().map(DocumentedSettingsTests::variable).toList());
	}

	private static Stream<String> documented() {
		return Readme.read()
			.table("key")
			.stream()
			.flatMap((row) -> OURS.matcher(row.getFirst()).results())
			.map((key) -> key.group(1));
	}

	private static String variable(String key) {
		return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
	}

	private static Map<String, String> metadata() throws IOException {
		Map<String, String> keys = new TreeMap<>();
		for (JsonNode one : properties()) {
			keys.put(one.path("name").asString(), one.path("defaultValue").asString("none"));
		}
		return keys;
	}

	private static List<JsonNode> properties() throws IOException {
		try (InputStream json = Objects.requireNonNull(
				DocumentedSettingsTests.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			return JsonMapper.shared()
				.readTree(json)
				.path("properties")
				.valueStream()
				.filter((one) -> one.path("name").asString().startsWith("bff."))
				.toList();
		}
	}

	private static Stream<String> chartKeys(String below) throws IOException {
		return new YamlPropertySourceLoader()
			.load("values", new FileSystemResource(Path.of("helm/zendesk-account-bff/values.yaml")))
			.stream()
			.flatMap((source) -> ((Map<?, ?>) Objects.requireNonNull(source.getSource())).keySet().stream())
			.map(String::valueOf)
			.filter((key) -> key.startsWith(below))
			.map((key) -> key.substring(below.length()));
	}

}
