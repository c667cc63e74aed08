package io.zendeskbff.ship;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import io.zendeskbff.tools.NodePackages;
import io.zendeskbff.tools.RequiresNodePackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chart's objects, held against Kubernetes's own schemas: unlike
 * {@link KubernetesModels} they notice what is missing.
 */
@RequiresNodePackage("kubernetes-models")
class ManifestValidationTests {

	private static final int VALID = 0;

	private static final int INVALID = 1;

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			minimal-values.yaml    | skipped: none
			full-values.yaml       | skipped: HTTPRoute, PrometheusRule, ServiceMonitor
			production-values.yaml | skipped: HTTPRoute, PrometheusRule, ServiceMonitor
			replicas-values.yaml   | skipped: none
			""")
	void objectsWhenRenderedThenValid(String valuesFile, String skipped) throws Exception {
		assertThat(validate(RenderedChart.of(valuesFile).objects().values(), VALID)).containsExactly(skipped);
	}

	@Test
	void deploymentWhenItHasNoSelectorThenNoticed() throws Exception {
		RenderedChart chart = RenderedChart.of("minimal-values.yaml");
		((ObjectNode) chart.at("Deployment", "/spec")).remove("selector");
		assertThat(validate(chart.objects().values(), INVALID)).containsExactly(
				"Deployment account-zendesk-account-bff: /spec must have required property selector", "skipped: none");
	}

	@Test
	void containerWhenItsPortIsTextThenNoticed() throws Exception {
		RenderedChart chart = RenderedChart.of("minimal-values.yaml");
		((ObjectNode) chart.container("/ports/0")).put("containerPort", "8080");
		assertThat(validate(chart.objects().values(), INVALID))
			.containsExactly("Deployment account-zendesk-account-bff: /spec/template/spec/containers/0"
					+ "/ports/0/containerPort must be integer", "skipped: none");
	}

	@ParameterizedTest
	@CsvSource({ "apps/v1, Deploymint", "apps/v3, Deployment", "v2, Service", "apps/v1, DeploymentSpec" })
	void objectWhenKubernetesHasNoSuchKindThenNoticed(String apiVersion, String kind) throws Exception {
		JsonNode object = RenderedChart
			.parse("{apiVersion: %s, kind: %s, metadata: {name: a}}".formatted(apiVersion, kind));
		assertThat(validate(List.of(object), INVALID))
			.containsExactly("%2$s a: Kubernetes has no %1$s %2$s".formatted(apiVersion, kind), "skipped: none");
	}

	private List<String> validate(Collection<JsonNode> objects, int status) throws IOException, InterruptedException {
		Path input = this.directory.resolve("objects.json");
		Files.writeString(input, new JsonMapper().writeValueAsString(objects));
		Process node = new ProcessBuilder("node", "validate-manifests.mjs").directory(NodePackages.DIRECTORY.toFile())
			.redirectInput(input.toFile())
			.redirectError(Redirect.INHERIT)
			.start();
		String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(node.waitFor()).as(output).isEqualTo(status);
		return output.lines().toList();
	}

}
