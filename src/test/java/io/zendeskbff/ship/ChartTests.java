package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The chart as a whole, linted by a real Helm: its values, what it refuses, its README.
 */
class ChartTests {

	private static final Pattern README_ROW = Pattern.compile("^\\| `(\\S+)` \\| `(.+)` \\| .+ \\|$");

	@Test
	void lintWhenNothingIsSetThenNoFault() {
		LintResult result = new Helm(RenderedChart.CHART).lint().strict().call();
		assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
	}

	@ParameterizedTest
	@MethodSource(ValuesFiles.ALL)
	void lintWhenValuesAreSetThenNoFault(String valuesFile) throws IOException {
		LintResult result = new Helm(ChartCopy.withValues(valuesFile)).lint().strict().call();
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
					config.spring.security.oauth2.client.registration.portal.client-id | login | config.bff.public-url is missing: the identity provider sends browsers back to it.
					config.spring.security.oauth2.client.provider.portal.issuer-uri    | login | issuer-uri
					config.spring.security.oauth2.client.registration.portal.client-secret | x | 'client-secret' not allowed
					config.bff.portal.session.idle     | soon  | idle
					config.bff.portal.write-max-age    | soon  | write-max-age
					config.bff.console.enabled         | maybe | enabled
					config.bff.cache.fresh-for         | soon  | fresh-for
					config.bff.store                   | valkey| /config/bff/store
					secretKeys.SPRING_DATA_REDIS_PASSWRD    | x       | 'SPRING_DATA_REDIS_PASSWRD' not allowed
					networkPolicy.egress.redis.sentinelPort | 0       | /networkPolicy/egress/redis/sentinelPort
					config.bff.http.drain-period       | soon  | drain-period
					config.bff.billing.require-if-match| maybe | require-if-match
					image.repository                   | a/b:1 | repository
					podLabels.level                    | 1     | level
					env.HTTPS_PROXY                    | http://me:secret@proxy:3128 | HTTPS_PROXY
					ingress.enabled                    | true  | ingress.hosts is missing
					httpRoute.enabled                  | true  | httpRoute.parentRefs is missing
					ingress.pathType                   | Regex | pathType
					ingress.path                       | a     | path
					podDisruptionBudget.maxUnavailable | 0     | maxUnavailable
					podDisruptionBudget.maxUnavailable | 0%    | maxUnavailable
					metrics.serviceMonitor.interval    | often | interval
					autoscaling.enabled                | true  | autoscaling.enabled is true
					autoscaling.minReplicas            | 6     | autoscaling.minReplicas is more than autoscaling.maxReplicas
					""")
	void templateWhenValueIsWrongThenRefusedNamingIt(String key, String value, String message) {
		assertRefused(key, value, message);
	}

	@Test
	void chartWhenReleasedThenHasTheVersionOfThePom() throws IOException {
		assertThat(Files.readString(RenderedChart.CHART.resolve("../../pom.xml")))
			.contains("<artifactId>zendesk-account-bff</artifactId>\n\t<version>%s</version>"
				.formatted(RenderedChart.values("Chart.yaml").path("appVersion").asString()));
	}

	@Test
	void readmeWhenComparedWithValuesThenSameKeysAndDefaultsInTheSameOrder() throws IOException {
		try (Stream<String> lines = Files.lines(RenderedChart.CHART.resolve("README.md"))) {
			assertThat(lines.map(README_ROW::matcher)
				.filter((row) -> row.matches())
				.map((row) -> Map.entry(row.group(1), RenderedChart.parse(row.group(2)))))
				.containsExactlyElementsOf(leaves("", RenderedChart.values("values.yaml")));
		}
	}

	static List<Map.Entry<String, JsonNode>> leaves(String prefix, JsonNode node) {
		if (!node.isObject() || node.isEmpty() || prefix.endsWith("abels")) {
			return List.of(Map.entry(prefix, node));
		}
		return node.properties()
			.stream()
			.flatMap((member) -> leaves(prefix.isEmpty() ? member.getKey() : prefix + "." + member.getKey(),
					member.getValue())
				.stream())
			.toList();
	}

	private static void assertRefused(String key, String value, String message) {
		assertThatException()
			.isThrownBy(() -> RenderedChart.of("minimal-values.yaml", (template) -> template.set(key, value)))
			.withMessageContaining(message);
	}

}
