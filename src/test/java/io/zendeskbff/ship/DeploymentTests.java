package io.zendeskbff.ship;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pods of the service: what they get, how they are asked and how they end.
 */
class DeploymentTests {

	private static final RenderedChart CHART = RenderedChart.of("minimal-values.yaml");

	private static final RenderedChart FULL_CHART = RenderedChart.of("full-values.yaml");

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
	void podWhenStoppedThenGraceFitsDrainRunningCallsAndATokenRefresh() {
		int preStop = CHART.container("/lifecycle/preStop/sleep/seconds").asInt();
		assertThat(preStop).isPositive();
		assertThat(CHART.pod("/terminationGracePeriodSeconds").asInt()).isGreaterThan(preStop + 25 + 30 + 60);
	}

	@Test
	void replicaWhenTheStoreIsMemoryThenNeverBesideAnother() {
		assertThat(CHART.at("Deployment", "/spec/replicas").asInt()).isOne();
		assertThat(CHART.at("Deployment", "/spec/strategy")).isEqualTo(RenderedChart.parse("{type: Recreate}"));
	}

	@Test
	void replicasWhenTheStoreIsRedisThenReplacedOneByOne() {
		assertThat(FULL_CHART.at("Deployment", "/spec/strategy"))
			.isEqualTo(RenderedChart.parse("{type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}"));
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
				- {name: HTTPS_PROXY, value: "http://proxy.example.com:3128"}
				- {name: NO_PROXY, value: "login.example.com,.svc"}
				- name: ZENDESK_CLIENT_SECRET
				  valueFrom: {secretKeyRef: {name: zendesk, key: secret}}
				- name: BFF_TOKEN_ENCRYPTION_KEYS
				  valueFrom: {secretKeyRef: {name: zendesk, key: keys}}
				- name: SPRING_DATA_REDIS_PASSWORD
				  valueFrom: {secretKeyRef: {name: zendesk, key: redis-password}}
				- name: SPRING_DATA_REDIS_SENTINEL_PASSWORD
				  valueFrom: {secretKeyRef: {name: zendesk, key: sentinel-password}}
				"""));
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
		JsonNode values = RenderedChart.values("ci/full-values.yaml");
		for (String key : List.of("nodeSelector", "tolerations", "affinity", "imagePullSecrets",
				"topologySpreadConstraints", "priorityClassName")) {
			assertThat(FULL_CHART.pod("/" + key)).as(key).isEqualTo(values.path(key));
		}
		assertThat(FULL_CHART.container("/image").asString()).isEqualTo("%s@%s",
				values.at("/image/repository").asString(), values.at("/image/digest").asString());
		assertThat(FULL_CHART.container("/env")).containsAll(values.path("extraEnv"));
		assertThat(FULL_CHART.podLabels().path("team").asString()).isEqualTo("portals");
		assertThat(FULL_CHART.objects()).doesNotContainKey("ServiceAccount");
		assertThat(FULL_CHART.pod("/serviceAccountName").asString()).isEqualTo("portal");
	}

	@Test
	void podsWhenNothingIsSetThenSpreadOverNodesAndZones() {
		assertThat(CHART.pod("/topologySpreadConstraints").valueStream())
			.extracting((one) -> one.path("topologyKey").asString())
			.containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
		assertThat(CHART.pod("/topologySpreadConstraints")).allSatisfy((one) -> {
			assertThat(one.path("whenUnsatisfiable").asString()).isEqualTo("ScheduleAnyway");
			assertThat(one.at("/labelSelector/matchLabels"))
				.isEqualTo(CHART.at("Deployment", "/spec/selector/matchLabels"));
		});
	}

}
