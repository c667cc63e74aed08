package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.file.Files;

import com.marcnuri.helm.Helm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * How the pods come to know the Redis that they share, and what is refused since they
 * could not start or reach it.
 */
class RedisChartTests {

	private static final RenderedChart CHART = RenderedChart.of("replicas-values.yaml");

	@Test
	void configurationWhenTheStoreIsRedisThenSaysWhereItIs() {
		assertThat(redis(CHART)).isEqualTo(RenderedChart
			.parse("{host: redis.acme.example, username: zendesk-account-bff, ssl: {bundle: company}}"));
		assertThat(ConfigMapTests.configuration(CHART).at("/bff/store").asString()).isEqualTo("redis");
		assertThat(ConfigMapTests.configuration(CHART).at("/spring/ssl/bundle/pem").has("company")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{host: 'fd00::6', port: 6380, database: 3, ssl: {enabled: false}}",
			"{sentinel: {master: portals, nodes: ['sentinel-0:26379', 'sentinel-1:26379']}}",
			"{cluster: {nodes: ['redis-0.example.com:6379', '10.0.0.7:6379']}, ssl: {enabled: true}}" })
	void configurationWhenRedisIsFoundInSomeWayThenNamesItSo(String redis) {
		assertThat(redis(RenderedChart.with("minimal-values.yaml", """
				config: {bff: {store: redis}, spring: {data: {redis: %s}}}
				secretKeys: {BFF_TOKEN_ENCRYPTION_KEYS: keys}
				""".formatted(redis)))).isEqualTo(RenderedChart.parse(redis));
	}

	@Test
	void passwordWhenItsKeyIsNamedThenComesOutOfTheSecret() {
		for (JsonNode env : new JsonNode[] { CHART.container("/env"),
				CHART.at("Pod-test-check", "/spec/containers/0/env") }) {
			assertThat(env)
				.contains(RenderedChart
					.parse("{name: SPRING_DATA_REDIS_PASSWORD, valueFrom: {secretKeyRef: {name: zendesk-account-bff, "
							+ "key: SPRING_DATA_REDIS_PASSWORD}}}"))
				.noneMatch((variable) -> variable.path("name").asString().matches(".*(SENTINEL|URL).*"));
		}
	}

	/** A URL has the password in it. */
	@Test
	void urlWhenItsKeyIsNamedThenStandsForAHost() {
		RenderedChart chart = RenderedChart.with("replicas-values.yaml", """
				config: {spring: {data: {redis: {host: null, username: null, ssl: {bundle: null}}}}}
				secretKeys: {SPRING_DATA_REDIS_PASSWORD: "", SPRING_DATA_REDIS_URL: url}
				""");
		assertThat(redis(chart).isMissingNode()).isTrue();
		assertThat(chart.container("/env"))
			.contains(RenderedChart.parse(
					"{name: SPRING_DATA_REDIS_URL, valueFrom: {secretKeyRef: {name: zendesk-account-bff, key: url}}}"))
			.noneMatch((variable) -> variable.path("name").asString().endsWith("PASSWORD"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					secretKeys: {BFF_TOKEN_ENCRYPTION_KEYS: ""}                     | secretKeys.BFF_TOKEN_ENCRYPTION_KEYS is missing: config.bff.store is redis
					secretKeys: {BFF_TOKEN_ENCRYPTION_KEYS: ""}                     | openssl rand -base64 32
					config: {spring: {data: {redis: {host: null}}}}                 | config.spring.data.redis.host is missing: config.bff.store is redis
					config: {spring: {data: {redis: {host: ""}}}}                   | Set it, or config.spring.data.redis.sentinel.nodes, config.spring.data.redis.cluster.nodes or secretKeys.SPRING_DATA_REDIS_URL.
					config: {spring: {data: {redis: {sentinel: {nodes: ['a:1']}}}}} | config.spring.data.redis.sentinel.master is missing
					config: {spring: {data: {redis: {sentinel: {master: a}}}}}      | config.spring.data.redis.sentinel.nodes is missing
					secretKeys: {SPRING_DATA_REDIS_SENTINEL_PASSWORD: a}            | config.spring.data.redis.sentinel.nodes is missing
					networkPolicy: {egress: {redis: {cidrs: []}}}                   | networkPolicy.egress.redis.cidrs is missing: say where Redis is
					""")
	void templateWhenRedisCouldNotBeUsedThenRefusedNamingTheValue(String values, String message) {
		assertThatException().isThrownBy(() -> RenderedChart.with("replicas-values.yaml", values))
			.withMessageContaining(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			password: x                         | 'password' not allowed
			url: redis://a                      | 'url' not allowed
			host: redis://a                     | redis/host'
			host: a:6379                        | redis/host'
			port: 0                             | redis/port'
			port: "6379"                        | redis/port'
			database: -1                        | redis/database'
			username: 1                         | redis/username'
			ssl: {enabled: maybe}               | redis/ssl/enabled'
			ssl: {protocol: x}                  | 'protocol' not allowed
			sentinel: {password: x}             | 'password' not allowed
			sentinel: {nodes: a:26379}          | redis/sentinel/nodes'
			sentinel: {master: a, nodes: [a]}   | redis/sentinel/nodes/0'
			cluster: {nodes: []}                | redis/cluster/nodes'
			cluster: {nodes: ['redis://a:6379']}| redis/cluster/nodes/0'
			cluster: {max-redirects: 1}         | 'max-redirects' not allowed
			""")
	void templateWhenAValueOfRedisIsWrongThenRefusedNamingIt(String redis, String place) {
		assertThatException()
			.isThrownBy(() -> RenderedChart.with("replicas-values.yaml",
					"config: {spring: {data: {redis: {%s}}}}".formatted(redis)))
			.withMessageContaining("values don't meet the specifications of the schema")
			.withMessageContaining(place);
	}

	@Test
	void egressWhenRedisIsPodsOfTheClusterThenNeedsNoAddress() {
		String pods = "{to: [{podSelector: {matchLabels: {app: redis}}}], ports: [{port: 6379}]}";
		RenderedChart chart = RenderedChart.with("replicas-values.yaml",
				"networkPolicy: {egress: {redis: {cidrs: []}, pods: [%s]}}".formatted(pods));
		assertThat(chart.at("NetworkPolicy", "/spec/egress")).hasSize(3).contains(RenderedChart.parse(pods));
	}

	@Test
	void readmeWhenItsSampleIsUsedThenReplicasShareRedis() throws IOException {
		String readme = Files.readString(RenderedChart.CHART.resolve("README.md"));
		RenderedChart chart = RenderedChart.with("minimal-values.yaml",
				readme.replaceAll("(?s).*\n```yaml\n(.+?)```\n.*", "$1"));
		assertThat(chart.at("Deployment", "/spec/replicas").asInt()).isEqualTo(3);
		assertThat(redis(chart)).isEqualTo(RenderedChart.parse("{host: redis.example.com}"));
	}

	@ParameterizedTest
	@CsvSource({ "minimal-values.yaml, It is one replica", "replicas-values.yaml, Its replicas share" })
	void notesWhenInstalledThenSayWhetherReplicasShare(String valuesFile, String sentence) {
		assertThat(new Helm(RenderedChart.CHART).install()
			.clientOnly()
			.dryRun()
			.withName("account")
			.withNamespace(RenderedChart.NAMESPACE)
			.withKubeVersion("1.34.0")
			.withValuesFile(RenderedChart.CHART.resolve("ci").resolve(valuesFile))
			.call()
			.getOutput()).contains("/api/v2/account\n\n" + sentence);
	}

	private static JsonNode redis(RenderedChart chart) {
		return ConfigMapTests.configuration(chart).at("/spring/data/redis");
	}

}
