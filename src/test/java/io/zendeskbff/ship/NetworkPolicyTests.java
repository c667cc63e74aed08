package io.zendeskbff.ship;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Who may call the pods, and where they may call.
 */
class NetworkPolicyTests {

	private static final String ON = "networkPolicy: {enabled: true}";

	private static final RenderedChart CHART = RenderedChart.with("minimal-values.yaml", ON);

	private static final RenderedChart FULL_CHART = RenderedChart.of("full-values.yaml");

	@Test
	void policyWhenRenderedThenForTheServicesPodsAndTheSelfCheck() {
		JsonNode selector = CHART.at("NetworkPolicy", "/spec/podSelector");
		assertThat(CHART.podLabels().properties()).containsAll(selector.path("matchLabels").properties());
		assertThat(selector.at("/matchExpressions/0/values")).containsExactlyInAnyOrder(
				CHART.podLabels().path("app.kubernetes.io/name"),
				CHART.at("Pod-test-check", "/metadata/labels/app.kubernetes.io~1name"));
		assertThat(CHART.at("NetworkPolicy", "/spec/policyTypes")).isEqualTo(RenderedChart.parse("[Ingress, Egress]"));
	}

	@Test
	void ingressWhenNobodyIsNamedThenHttpForAllAndManagementForTheTests() {
		assertThat(CHART.at("NetworkPolicy", "/spec/ingress")).isEqualTo(RenderedChart
			.parse("""
					- ports: [{port: http, protocol: TCP}]
					- from: [{podSelector: {matchLabels: {app.kubernetes.io/name: zendesk-account-bff-test, app.kubernetes.io/instance: account}}}]
					  ports: [{port: management, protocol: TCP}]
					"""));
		assertThat(CHART.at("Pod-test-health", "/metadata/labels").properties())
			.containsAll(CHART.at("NetworkPolicy", "/spec/ingress/1/from/0/podSelector/matchLabels").properties());
	}

	@Test
	void ingressWhenSomebodyIsNamedThenForHimAndTheTests() {
		JsonNode tests = CHART.at("NetworkPolicy", "/spec/ingress/1/from/0");
		assertThat(FULL_CHART.at("NetworkPolicy", "/spec/ingress/0/from")).hasSize(3)
			.contains(tests, RenderedChart.parse("ipBlock: {cidr: 10.1.0.0/16, except: [10.1.2.0/24]}"));
		assertThat(FULL_CHART.at("NetworkPolicy", "/spec/ingress/1/from")).hasSize(2).contains(tests);
	}

	@Test
	void ingressWhenPrometheusWouldBeKeptOutThenRefused() {
		assertThatException().isThrownBy(
				() -> RenderedChart.with("minimal-values.yaml", ON + "\nmetrics: {serviceMonitor: {enabled: true}}"))
			.withMessageContaining("networkPolicy.ingress.management is missing: name Prometheus's pods");
	}

	@Test
	void egressWhenNothingIsSetThenNamesAndPort443ButNeverLinkLocal() {
		assertThat(CHART.at("NetworkPolicy", "/spec/egress")).isEqualTo(RenderedChart.parse("""
				- to:
				    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
				      podSelector: {matchLabels: {k8s-app: kube-dns}}
				  ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
				- to:
				    - ipBlock: {cidr: 0.0.0.0/0, except: [169.254.0.0/16]}
				    - ipBlock: {cidr: "::/0", except: ["fe80::/10"]}
				  ports: [{port: 443, protocol: TCP}]
				"""));
	}

	@Test
	void egressWhenEverythingIsSetThenEachToItsPort() {
		assertThat(FULL_CHART.at("NetworkPolicy", "/spec/egress")
			.valueStream()
			.map((rule) -> rule.at("/ports/0/port").asInt())).containsExactly(53, 443, 8080, 6380, 26380, 4318);
		assertThat(FULL_CHART.at("NetworkPolicy", "/spec/egress/2/to"))
			.isEqualTo(RenderedChart.parse("[ipBlock: {cidr: 192.0.2.7/32}]"));
		for (String redis : List.of("/spec/egress/3/to", "/spec/egress/4/to")) {
			assertThat(FULL_CHART.at("NetworkPolicy", redis))
				.isEqualTo(RenderedChart.parse("[ipBlock: {cidr: 10.2.0.0/24}]"));
		}
	}

	@Test
	void egressWhenRedisHasNoSentinelsThenToRedisOnly() {
		assertThat(RenderedChart.of("replicas-values.yaml").at("NetworkPolicy", "/spec/egress/2")).isEqualTo(
				RenderedChart.parse("{to: [ipBlock: {cidr: 10.30.0.5/32}], ports: [{port: 6379, protocol: TCP}]}"));
		assertThat(RenderedChart.of("replicas-values.yaml").at("NetworkPolicy", "/spec/egress")).hasSize(3);
	}

	/** A rule without addresses would be one to all of them. */
	@Test
	void egressWhenThereIsNoAddressThenNoRule() {
		RenderedChart chart = RenderedChart.with("minimal-values.yaml",
				"networkPolicy: {enabled: true, egress: {dns: [], cidrs: []}}");
		assertThat(chart.at("NetworkPolicy", "/spec").has("egress")).isTrue();
		assertThat(chart.at("NetworkPolicy", "/spec/egress").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0/0, true", "128.0.0.0/1, true", "169.0.0.0/8, true", "169.252.0.0/14, true",
			"169.254.0.0/15, true", "169.255.0.0/15, true", "169.255.0.0/16, false", "169.253.0.0/16, false",
			"168.0.0.0/8, false", "10.0.0.0/8, false", "0.0.0.0/1, false", "192.0.2.7/32, false", "::/0, true",
			"8000::/1, true", "FE00::/8, true", "fe80::/9, true", "fec0::/10, false", "fe00::/10, false",
			"2001:db8::/32, false", "::1/128, false", "::/1, false" })
	void exceptionWhenTheBlockContainsLinkLocalThenThere(String cidr, boolean expected) {
		JsonNode block = withCidr("cidrs: ['%s']".formatted(cidr)).at("NetworkPolicy", "/spec/egress/1/to/0/ipBlock");
		assertThat(block.path("cidr").asString()).isEqualTo(cidr);
		assertThat(block.has("except")).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "169.254.0.0/16", "169.254.169.254/32", "169.254.255.255/17", "fe80::/10", "fe80::1/128",
			"febf:ffff::/32", "FE90::/12" })
	void egressWhenLinkLocalThenRefused(String cidr) {
		for (String values : new String[] { "cidrs: ['%s']", "proxy: {cidrs: ['%s']}", "redis: {cidrs: ['%s']}" }) {
			assertThatException().isThrownBy(() -> withCidr(values.formatted(cidr)))
				.withMessageContaining("networkPolicy.egress: %s is link-local", cidr);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "cidrs: [zendesk.com]", "cidrs: [10.0.0.0]", "cidrs: [10.0.0.0/33]",
			"cidrs: [256.0.0.0/8]", "cidrs: [0169.254.0.0/16]", "cidrs: ['::ffff:169.254.0.0/112']",
			"cidrs: ['fe80::/129']", "dns: [{ipBlock: {cidr: 169.254.20.10/32}}]", "dns: [{}]",
			"pods: [{to: [{ipBlock: {cidr: 169.254.20.10/32}}], ports: [{port: 80}]}]", "pods: [{ports: [{port: 80}]}]",
			"pods: [{to: [], ports: [{port: 80}]}]", "proxy: {port: 0}" })
	void egressWhenMalformedThenRefused(String egress) {
		assertThatException().isThrownBy(() -> withCidr(egress))
			.withMessageContaining("values don't meet the specifications of the schema");
	}

	private static RenderedChart withCidr(String egress) {
		return RenderedChart.with("minimal-values.yaml",
				"networkPolicy: {enabled: true, egress: {%s}}".formatted(egress));
	}

}
