package io.zendeskbff.ship;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The objects that a real Helm makes of the chart, to look into with JSON pointers. Each
 * stands under its kind and what its name has more than the Deployment's, such as
 * {@code Service} and {@code Service-management}.
 */
public record RenderedChart(Map<String, JsonNode> objects) {

	static final Path CHART = Path.of("helm/zendesk-account-bff");

	static final String NAMESPACE = "portals";

	private static final Path WITH_TESTS = ChartCopy.withTests();

	private static final JsonMapper JSON = new JsonMapper();

	static RenderedChart of(String valuesFile) {
		return of(valuesFile, UnaryOperator.identity());
	}

	static RenderedChart of(String valuesFile, UnaryOperator<TemplateCommand> values) {
		TemplateCommand template = new Helm(WITH_TESTS).template()
			.withName("account")
			.withNamespace(NAMESPACE)
			.withKubeVersion("1.34.0")
			.withValuesFile(CHART.resolve("ci").resolve(valuesFile));
		return read(values.apply(template).call());
	}

	/**
	 * Renders the chart with more values than those of a file.
	 * @param valuesFile the file's name in {@code ci}
	 * @param more the others, as YAML
	 */
	public static RenderedChart with(String valuesFile, String more) {
		return of(valuesFile, (template) -> template.withValuesFile(written(more)));
	}

	private static RenderedChart read(String manifests) {
		List<JsonNode> objects = StreamSupport.stream(yaml().loadAll(manifests).spliterator(), false)
			.map(RenderedChart::tree)
			.toList();
		String name = objects.stream()
			.filter((object) -> object.path("kind").asString().equals("Deployment"))
			.map(RenderedChart::name)
			.findAny()
			.orElseThrow();
		return new RenderedChart(
				objects.stream().collect(Collectors.toMap((object) -> key(object, name), (object) -> object)));
	}

	private static String key(JsonNode object, String name) {
		return object.path("kind").asString()
				+ (name(object).startsWith(name) ? name(object).substring(name.length()) : "-" + name(object));
	}

	private static String name(JsonNode object) {
		return object.at("/metadata/name").asString();
	}

	private static Path written(String yaml) {
		try {
			return Files.writeString(WITH_TESTS.resolveSibling("values.yaml"), yaml);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static JsonNode parse(String yaml) {
		return tree(yaml().load(yaml));
	}

	static JsonNode values(String file) throws IOException {
		return parse(Files.readString(CHART.resolve(file)));
	}

	public JsonNode at(String object, String pointer) {
		JsonNode found = this.objects.get(object);
		if (found == null) {
			throw new AssertionError("No " + object + " among " + this.objects.keySet());
		}
		return found.at(pointer);
	}

	public JsonNode pod(String pointer) {
		return at("Deployment", "/spec/template/spec" + pointer);
	}

	public JsonNode container(String pointer) {
		return pod("/containers/0" + pointer);
	}

	/** The labels of the service's own pods. */
	JsonNode podLabels() {
		return at("Deployment", "/spec/template/metadata/labels");
	}

	/** All pods, those of the tests too. */
	Stream<JsonNode> pods() {
		return Stream.concat(Stream.of(at("Deployment", "/spec/template")), testPods());
	}

	/** The pods of the tests. */
	Stream<JsonNode> testPods() {
		return this.objects.values().stream().filter((object) -> object.path("kind").asString().equals("Pod"));
	}

	private static Yaml yaml() {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		return new Yaml(new SafeConstructor(options));
	}

	private static JsonNode tree(Object yaml) {
		return JSON.valueToTree(yaml);
	}

}
