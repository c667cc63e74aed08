package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The chart, linted and rendered by a real Helm.
 */
class ChartTests {

	private static final Pattern README_ROW = Pattern.compile("^\\| `(\\S+)` \\| `(.+)` \\| .+ \\|$");

	private static final RenderedChart CHART = RenderedChart.of("minimal-values.yaml", UnaryOperator.identity());

	private static final RenderedChart FULL_CHART = RenderedChart.of("full-values.yaml", UnaryOperator.identity());

	@Test
	void lintWhenNothingIsSetThenNoFault() {
		LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();
		assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					image.repository      | image.repository is missing
					image.repository      | docker build -t registry.example.com/zendesk-account-bff:0.1.0 .
					image.repository      | docker push registry.example.com/zendesk-account-bff:0.1.0
					existingSecret        | kubectl create secret generic
					env.ZENDESK_SUBDOMAIN | env.ZENDESK_SUBDOMAIN is missing: set it, or config.bff.zendesk.base-url.
					env.PORTAL_ISSUER_URI | env.PORTAL_ISSUER_URI is missing: set it, or config.spring.security.oauth2.resourceserver.jwt.issuer-uri.
					env.PORTAL_AUDIENCE   | env.PORTAL_AUDIENCE is missing: set it, or config.spring.security.oauth2.resourceserver.jwt.audiences.
					""")
	void templateWhenRequiredValueIsMissingThenRefusedWithRemedy(String key, String message) {
		assertRefused(key, "", message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					replicaCount                       | 2     | replicaCount is more than 1
					replicas                           | 1     | 'replicas' not allowed
					config.bff.zendesk.base-uri        | x     | 'base-uri' not allowed
					config.bff.session                 | x     | 'session' not allowed
					config.bff.token-encryption-keys   | x     | 'token-encryption-keys' not allowed
					secretKeys.BFF_TOKEN_ENCRYPTION_KEY| x     | 'BFF_TOKEN_ENCRYPTION_KEY' not allowed
					config.bff.zendesk.read-deadline   | soon  | read-deadline
					config.bff.connection.return-to    | home  | return-to
					config.bff.public-url              | https://portal.example.com?a=b | public-url
					config.spring.security.oauth2.client.registration.zendesk.authorization-grant-type | password | authorization-grant-type
					config.spring.security.oauth2.client.registration.zendesk.authorization-grant-type | authorization_code | config.bff.public-url is missing: with authorization_code Zendesk sends the owner's browser back to it.
					config.bff.cache.fresh-for         | soon  | fresh-for
					config.bff.http.drain-period       | soon  | drain-period
					config.bff.billing.require-if-match| maybe | require-if-match
					image.repository                   | a/b:1 | repository
					podLabels.level                    | 1     | level
					""")
	void templateWhenValueIsWrongThenRefusedNamingIt(String key, String value, String message) {
		assertRefused(key, value, message);
	}

	@Test
	void podWhenRenderedThenHardened() {
		assertThat(CHART.pod("/securityContext")).isEqualTo(RenderedChart.parse("""
				runAsNonRoot: true
				runAsUser: 10001
				runAsGroup: 10001
				seccompProfile: {type: RuntimeDefault}
				"""));
		assertThat(CHART.container("/securityContext")).isEqualTo(RenderedChart.parse("""
				allowPrivilegeEscalation: false
				readOnlyRootFilesystem: true
				capabilities: {drop: [ALL]}
				"""));
		assertThat(CHART.pod("/automountServiceAccountToken").asBoolean(true)).isFalse();
		assertThat(CHART.at("ServiceAccount", "/automountServiceAccountToken").asBoolean(true)).isFalse();
		assertThat(CHART.pod("/containers")).hasSize(1);
	}

	@Test
	void podWhenRenderedThenRunsAsTheUserOfTheImage() throws IOException {
		assertThat(Files.readString(RenderedChart.CHART.resolve("../../Dockerfile"))).contains("USER %s:%s"
			.formatted(CHART.pod("/securityContext/runAsUser"), CHART.pod("/securityContext/runAsGroup")));
	}

	@ParameterizedTest
	@CsvSource({ "startupProbe, liveness", "livenessProbe, liveness", "readinessProbe, readiness" })
	void probeWhenRenderedThenAsksTheManagementPort(String probe, String group) {
		assertThat(CHART.container("/" + probe + "/httpGet"))
			.isEqualTo(RenderedChart.parse("{path: /actuator/health/%s, port: management}".formatted(group)));
		assertThat(CHART.container("/ports")).isEqualTo(RenderedChart.parse("""
				- {name: http, containerPort: 8080}
				- {name: management, containerPort: 8081}
				"""));
	}

	@Test
	void serviceWhenRenderedThenLeadsToThePodsButNotToTheManagementPort() {
		assertThat(CHART.at("Service", "/spec/ports")).isEqualTo(
				RenderedChart.parse("[{name: http, port: 80, targetPort: http, protocol: TCP, appProtocol: http}]"));
		JsonNode podLabels = CHART.at("Deployment", "/spec/template/metadata/labels");
		assertThat(CHART.at("Service", "/spec/selector").properties()).isNotEmpty().isSubsetOf(podLabels.properties());
		assertThat(CHART.at("Deployment", "/spec/selector/matchLabels").properties()).isNotEmpty()
			.isSubsetOf(podLabels.properties());
	}

	@Test
	void podWhenStoppedThenGraceFitsDrainRunningCallsAndATokenRefresh() {
		int preStop = CHART.container("/lifecycle/preStop/sleep/seconds").asInt();
		assertThat(preStop).isPositive();
		assertThat(CHART.pod("/terminationGracePeriodSeconds").asInt()).isGreaterThan(preStop + 25 + 30 + 60);
		assertThat(CHART.at("Deployment", "/spec/strategy")).isEqualTo(RenderedChart.parse("{type: Recreate}"));
	}

	@Test
	void environmentWhenRenderedThenSecretsAreReferencesOnly() {
		assertThat(CHART.container("/env")).containsExactlyInAnyOrderElementsOf(RenderedChart.parse("""
				- {name: SPRING_CONFIG_ADDITIONAL_LOCATION, value: "file:/etc/zendesk-account-bff/"}
				- {name: ZENDESK_SUBDOMAIN, value: example}
				- {name: PORTAL_ISSUER_URI, value: "https://login.example.com"}
				- {name: PORTAL_AUDIENCE, value: zendesk-account-bff}
				- name: ZENDESK_CLIENT_ID
				  valueFrom: {secretKeyRef: {name: zendesk-account-bff, key: ZENDESK_CLIENT_ID}}
				- name: ZENDESK_CLIENT_SECRET
				  valueFrom: {secretKeyRef: {name: zendesk-account-bff, key: ZENDESK_CLIENT_SECRET}}
				"""));
		assertThat(FULL_CHART.container("/env")).containsAll(RenderedChart.parse("""
				- name: ZENDESK_CLIENT_SECRET
				  valueFrom: {secretKeyRef: {name: zendesk, key: secret}}
				- name: BFF_TOKEN_ENCRYPTION_KEYS
				  valueFrom: {secretKeyRef: {name: zendesk, key: keys}}
				"""));
	}

	@Test
	void configurationWhenNothingIsSetThenEmpty() {
		assertThat(configuration(CHART)).isEqualTo(RenderedChart.parse("{}"));
	}

	@Test
	void configurationWhenEverythingIsSetThenUnderItsOwnNames() throws IOException {
		JsonNode values = RenderedChart.parse(Files.readString(RenderedChart.CHART.resolve("ci/full-values.yaml")));
		assertThat(configuration(FULL_CHART)).isEqualTo(values.path("config"));
		assertThat(leaves("", values.path("config"))).hasSameSizeAs(leaves("", values().path("config")));
	}

	@Test
	void configurationWhenFalseIsSetThenKept() {
		RenderedChart without = RenderedChart.of("minimal-values.yaml",
				(template) -> template.set("config.bff.billing.require-if-match", false));
		assertThat(configuration(without)).isEqualTo(RenderedChart.parse("bff: {billing: {require-if-match: false}}"));
	}

	@Test
	void configurationWhenChangedThenRollsThePods() {
		String checksum = "/spec/template/metadata/annotations/checksum~1config";
		assertThat(CHART.at("Deployment", checksum).asString()).hasSize(64)
			.isNotEqualTo(FULL_CHART.at("Deployment", checksum).asString());
	}

	@Test
	void volumesWhenRenderedThenConfigurationAndTmp() {
		assertThat(CHART.container("/volumeMounts")).isEqualTo(RenderedChart.parse("""
				- {name: config, mountPath: /etc/zendesk-account-bff, readOnly: true}
				- {name: tmp, mountPath: /tmp}
				"""));
		assertThat(CHART.pod("/volumes")).isEqualTo(RenderedChart.parse("""
				- {name: config, configMap: {name: %s}}
				- {name: tmp, emptyDir: {sizeLimit: 64Mi}}
				""".formatted(CHART.at("ConfigMap", "/metadata/name").asString())));
	}

	@Test
	void podWhenPlacedByValuesThenTheyArrive() throws IOException {
		JsonNode values = RenderedChart.parse(Files.readString(RenderedChart.CHART.resolve("ci/full-values.yaml")));
		for (String key : List.of("nodeSelector", "tolerations", "affinity", "imagePullSecrets")) {
			assertThat(FULL_CHART.pod("/" + key)).as(key).isEqualTo(values.path(key));
		}
		assertThat(FULL_CHART.container("/image").asString()).isEqualTo("%s@%s",
				values.at("/image/repository").asString(), values.at("/image/digest").asString());
		assertThat(FULL_CHART.container("/env")).containsAll(values.path("extraEnv"));
		assertThat(FULL_CHART.at("Deployment", "/spec/template/metadata/labels/team").asString()).isEqualTo("portals");
		assertThat(FULL_CHART.objects()).doesNotContainKey("ServiceAccount");
		assertThat(FULL_CHART.pod("/serviceAccountName").asString()).isEqualTo("portal");
	}

	@Test
	void chartWhenReleasedThenHasTheVersionOfThePom() throws IOException {
		JsonNode chart = RenderedChart.parse(Files.readString(RenderedChart.CHART.resolve("Chart.yaml")));
		assertThat(Files.readString(RenderedChart.CHART.resolve("../../pom.xml")))
			.contains("<artifactId>zendesk-account-bff</artifactId>\n\t<version>%s</version>"
				.formatted(chart.path("appVersion").asString()));
	}

	@Test
	void readmeWhenComparedWithValuesThenSameKeysAndDefaultsInTheSameOrder() throws IOException {
		try (Stream<String> lines = Files.lines(RenderedChart.CHART.resolve("README.md"))) {
			assertThat(lines.map(README_ROW::matcher)
				.filter((row) -> row.matches())
				.map((row) -> Map.entry(row.group(1), RenderedChart.parse(row.group(2)))))
				.containsExactlyElementsOf(leaves("", values()));
		}
	}

	private static void assertRefused(String key, String value, String message) {
		assertThatException()
			.isThrownBy(() -> RenderedChart.of("minimal-values.yaml", (template) -> template.set(key, value)))
			.withMessageContaining(message);
	}

	private static JsonNode configuration(RenderedChart chart) {
		return RenderedChart.parse(chart.at("ConfigMap", "/data/application.yaml").asString());
	}

	private static JsonNode values() throws IOException {
		return RenderedChart.parse(Files.readString(RenderedChart.CHART.resolve("values.yaml")));
	}

	private static List<Map.Entry<String, JsonNode>> leaves(String prefix, JsonNode node) {
		if (!node.isObject() || node.isEmpty()) {
			return List.of(Map.entry(prefix, node));
		}
		return node.properties()
			.stream()
			.flatMap((member) -> leaves(prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey(),
					member.getValue())
				.stream())
			.toList();
	}

}
