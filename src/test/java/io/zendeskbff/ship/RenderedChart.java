package io.zendeskbff.ship;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The objects that a real Helm makes of the chart, to look into with JSON pointers.
 */
record RenderedChart(Map<String, JsonNode> objects) {

	static final Path CHART = Path.of("helm/zendesk-account-bff");

	private static final JsonMapper JSON = new JsonMapper();

	static RenderedChart of(String valuesFile, UnaryOperator<TemplateCommand> values) {
		TemplateCommand template = new Helm(CHART).template()
			.withName("account")
			.withKubeVersion("1.34.0")
			.withValuesFile(CHART.resolve("ci").resolve(valuesFile));
		String manifests = values.apply(template).call();
		return new RenderedChart(StreamSupport.stream(yaml().loadAll(manifests).spliterator(), false)
			.map(RenderedChart::tree)
			.collect(Collectors.toMap((object) -> object.path("kind").asString(), (object) -> object)));
	}

	static JsonNode parse(String yaml) {
		return tree(yaml().load(yaml));
	}

	JsonNode at(String kind, String pointer) {
		JsonNode object = this.objects.get(kind);
		if (object == null) {
			throw new AssertionError("No " + kind + " among " + this.objects.keySet());
		}
		return object.at(pointer);
	}

	JsonNode pod(String pointer) {
		return at("Deployment", "/spec/template/spec" + pointer);
	}

	JsonNode container(String pointer) {
		return pod("/containers/0" + pointer);
	}

	private static Yaml yaml() {
		return new Yaml(new SafeConstructor(new LoaderOptions()));
	}

	private static JsonNode tree(Object yaml) {
		return JSON.valueToTree(yaml);
	}

}
