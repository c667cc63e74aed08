package io.zendeskbff.contract;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.contract.Image.Container;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.ship.RenderedChart;
import io.zendeskbff.upstream.Certificates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the chart makes of production's values, given to the real image: its environment,
 * files, user and rights; only hosts and ports are the test's.
 */
@ExtendWith(DockerCondition.class)
class ChartRunTests {

	private static final Map<String, String> SECRET = Map.of("ZENDESK_CLIENT_ID", FakeZendesk.CLIENT_ID,
			"ZENDESK_CLIENT_SECRET", FakeZendesk.CLIENT_SECRET, "BFF_TOKEN_ENCRYPTION_KEYS",
			Base64.getEncoder().encodeToString(new byte[32]));

	private final Neighbours neighbours = new Neighbours();

	private final HttpCalls calls = new HttpCalls();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.calls.close();
		this.neighbours.close();
	}

	@Test
	void accountIsAnsweredAndProbesAreWellWhenRunAsTheChartSays() throws Exception {
		RenderedChart chart = chart();
		try (Container container = run(chart, UnaryOperator.identity())) {
			ServiceProcess service = container.process().awaitReady();
			for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
				assertThat(chart.container("/" + probe + "/httpGet/port").asString()).isEqualTo("management");
				String path = chart.container("/" + probe + "/httpGet/path").asString();
				assertThat(this.calls.send(HttpRequest.newBuilder(service.managementUri(path))).statusCode())
					.isEqualTo(200);
			}
			HttpResponse<String> answer = this.calls.send(HttpRequest.newBuilder(service.uri(RunningBff.ACCOUNT))
				.header("Authorization", "Bearer " + this.neighbours.issuer().owner()));
			assertThat(answer.body()).isEqualTo(this.neighbours.zendesk().account());
		}
	}

	@Test
	void startIsRefusedWhenAKeyInTheConfigMapIsMisspelt() throws Exception {
		try (Container container = run(chart(), (yaml) -> yaml.replace("require-if-match", "requires-if-match"))) {
			assertThat(container.process().awaitExit()).isOne();
			assertThat(container.process().output()).anyMatch(
					(line) -> line.contains("There is no such configuration key: bff.billing.requires-if-match."));
		}
	}

	private RenderedChart chart() {
		return RenderedChart.with("production-values.yaml", """
				env:
				  PORTAL_ISSUER_URI: %s
				  HTTPS_PROXY: ""
				config:
				  bff:
				    zendesk:
				      base-url: %s
				      account-key: %s
				""".formatted(this.neighbours.issuer().uri(), this.neighbours.zendesk().baseUrl(),
				JsonPath.<String>read(this.neighbours.zendesk().account(), "$.account_key")));
	}

	private Container run(RenderedChart chart, UnaryOperator<String> spoiling) throws Exception {
		List<String> options = new ArrayList<>(
				List.of("--user", user(chart), "--env", "SERVER_PORT=0", "--env", "MANAGEMENT_SERVER_PORT=0", "--env",
						"SERVER_ADDRESS=127.0.0.1", "--env", "MANAGEMENT_SERVER_ADDRESS=127.0.0.1"));
		assertThat(chart.container("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
		assertThat(chart.container("/securityContext/capabilities/drop/0").asString()).isEqualTo("ALL");
		assertThat(chart.container("/resources/limits/memory").asString()).isEqualTo("512Mi");
		chart.container("/env").forEach((variable) -> options.addAll(List.of("--env", variable(variable))));
		chart.container("/volumeMounts").forEach((mount) -> options.addAll(mount(mount, chart, spoiling)));
		List<String> arguments = new ArrayList<>();
		chart.container("/args").forEach((argument) -> arguments.add(argument.asString()));
		return Image.service().runHardened(options, arguments.toArray(String[]::new));
	}

	private static String user(RenderedChart chart) {
		return chart.pod("/securityContext/runAsUser").asString() + ":"
				+ chart.pod("/securityContext/runAsGroup").asString();
	}

	private static String variable(JsonNode variable) {
		JsonNode secret = variable.at("/valueFrom/secretKeyRef/key");
		return variable.path("name").asString() + "="
				+ (secret.isMissingNode() ? variable.path("value").asString() : SECRET.get(secret.asString()));
	}

	private List<String> mount(JsonNode mount, RenderedChart chart, UnaryOperator<String> spoiling) {
		String path = mount.path("mountPath").asString();
		return switch (mount.path("name").asString()) {
			case "config" -> List.of("--volume",
					directory("application.yaml",
							spoiling.apply(chart.at("ConfigMap", "/data/application.yaml").asString())) + ":" + path
							+ ":ro");
			case "ca" -> List.of("--volume", directory("ca.crt", authority()) + ":" + path + ":ro");
			case "tmp" -> List.of();
			default -> throw new AssertionError("What is " + mount);
		};
	}

	private String authority() {
		try {
			return Files
				.readString(Certificates.make(Files.createDirectory(this.directory.resolve("keys"))).authority());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A volume that everybody may read, as Kubernetes makes them. */
	private Path directory(String file, String content) {
		try {
			Files.setPosixFilePermissions(this.directory, PosixFilePermissions.fromString("rwxr-xr-x"));
			Path volume = Files.createDirectory(this.directory.resolve(file + ".d"));
			Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxr-xr-x"));
			Files.setPosixFilePermissions(Files.writeString(volume.resolve(file), content),
					PosixFilePermissions.fromString("rw-r--r--"));
			return volume;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
