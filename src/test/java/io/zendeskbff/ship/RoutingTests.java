package io.zendeskbff.ship;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways into the cluster.
 */
class RoutingTests {

	private static final RenderedChart CHART = RenderedChart.of("full-values.yaml");

	@Test
	void ingressWhenOnThenLeadsEveryHostToTheService() {
		assertThat(CHART.at("Ingress", "/spec/ingressClassName").asString()).isEqualTo("nginx");
		assertThat(CHART.at("Ingress", "/spec/rules").valueStream().map((rule) -> rule.path("host").asString()))
			.containsExactly("portal.example.com", "portal.example.org");
		assertThat(CHART.at("Ingress", "/spec/rules"))
			.allSatisfy((rule) -> assertThat(rule.at("/http/paths")).isEqualTo(RenderedChart.parse("""
					- path: /zendesk
					  pathType: ImplementationSpecific
					  backend: {service: {name: %s, port: {name: %s}}}
					""".formatted(service().at("/metadata/name").asString(),
					service().at("/spec/ports/0/name").asString()))));
		assertThat(CHART.at("Ingress", "/spec/tls")).isEqualTo(
				RenderedChart.parse("[{secretName: portal-tls, hosts: [portal.example.com, portal.example.org]}]"));
	}

	@Test
	void ingressWhenLittleIsSetThenOnEveryPathOfTheClustersOwnClass() {
		RenderedChart chart = RenderedChart.with("minimal-values.yaml",
				"ingress: {enabled: true, hosts: [portal.example.com]}");
		assertThat(chart.at("Ingress", "/spec").propertyNames()).containsOnly("rules");
		assertThat(chart.at("Ingress", "/spec/rules/0/http/paths/0").get("path").asString()).isEqualTo("/");
		assertThat(chart.at("Ingress", "/spec/rules/0/http/paths/0").get("pathType").asString()).isEqualTo("Prefix");
	}

	@Test
	void routeWhenOnThenLeadsFromItsGatewayToTheService() {
		assertThat(CHART.at("HTTPRoute", "/apiVersion").asString()).isEqualTo("gateway.networking.k8s.io/v1");
		assertThat(CHART.at("HTTPRoute", "/spec")).isEqualTo(RenderedChart.parse("""
				parentRefs: [{name: public, namespace: gateways, sectionName: https}]
				hostnames: [portal.example.com]
				rules:
				  - matches: [{path: {type: PathPrefix, value: /zendesk}}]
				    backendRefs: [{name: %s, port: %s}]
				""".formatted(service().at("/metadata/name").asString(), service().at("/spec/ports/0/port").asInt())));
	}

	private static JsonNode service() {
		return CHART.at("Service", "");
	}

}
