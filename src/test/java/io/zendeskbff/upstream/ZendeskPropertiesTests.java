package io.zendeskbff.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ZendeskPropertiesTests {

	private static final String BASE_URL = "https://acme.zendesk.com";

	@Test
	void defaultsAreThoseOfTheContractWhenOnlyBaseUrlIsSet() {
		assertThat(bound(Map.of())).isEqualTo(new ZendeskProperties(URI.create(BASE_URL), "/api/v2/chat", null,
				Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10), DataSize.ofMegabytes(1)));
	}

	@Test
	void valuesAreTakenWhenAllAreSet() {
		Map<String, String> values = Map.of("base-url", "https://www.zopim.com:8443/", "path-prefix", "/api/v2",
				"account-key", "2EVhUzkY", "connect-timeout", "250ms", "read-deadline", "2s", "write-deadline", "1m",
				"max-body", "64KB");
		assertThat(bound(values))
			.isEqualTo(new ZendeskProperties(URI.create("https://www.zopim.com:8443/"), "/api/v2", "2EVhUzkY",
					Duration.ofMillis(250), Duration.ofSeconds(2), Duration.ofMinutes(1), DataSize.ofKilobytes(64)));
	}

	@ParameterizedTest
	@CsvSource({ "https://acme.zendesk.com, https://acme.zendesk.com/api/v2/chat/account",
			"https://acme.zendesk.com/, https://acme.zendesk.com/api/v2/chat/account",
			"https://acme.zendesk.com:8443, https://acme.zendesk.com:8443/api/v2/chat/account",
			"https://192.0.2.1, https://192.0.2.1/api/v2/chat/account",
			"http://localhost, http://localhost/api/v2/chat/account",
			"http://127.0.0.1:9001, http://127.0.0.1:9001/api/v2/chat/account",
			"http://127.255.0.9, http://127.255.0.9/api/v2/chat/account",
			"http://[::1]:9001, http://[::1]:9001/api/v2/chat/account" })
	void urlIsBelowPrefixWhenBaseUrlIsAnOrigin(String baseUrl, String url) {
		assertThat(bound(Map.of("base-url", baseUrl)).url("/account")).isEqualTo(URI.create(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/chat", "/api/v2", "/a", "/API/v2.1/x-y_z" })
	void prefixIsTakenWhenItIsAPath(String prefix) {
		assertThat(bound(Map.of("path-prefix", prefix)).url("/account"))
			.isEqualTo(URI.create(BASE_URL + prefix + "/account"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "acme", "acme.zendesk.com", "/api", "https:acme.zendesk.com", "https:///x",
			"https://.zendesk.com", "https://acme_x.zendesk.com", "https://acme.zendesk.com/api",
			"https://acme.evil.example/.zendesk.com", "https://user:pass@acme.zendesk.com",
			"https://acme.zendesk.com?x", "https://acme.zendesk.com#x", "https://acme.zendesk.com/?",
			"mailto:owner@acme.zendesk.com" })
	void startIsRefusedWhenBaseUrlIsNoOrigin(String baseUrl) {
		assertRefused("base-url", baseUrl, "must be an origin such as https://acme.zendesk.com");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://acme.zendesk.com", "ftp://acme.zendesk.com", "ftp://localhost", "http://192.0.2.1",
			"http://[2001:db8::1]", "http://localhost.example", "http://127.0.0.1.example", "http://0.0.0.0",
			"http://[fe80::1%25nowhere]", "http://[::ffff:192.0.2.1]" })
	void startIsRefusedWhenSecretsWouldTravelInClear(String baseUrl) {
		assertRefused("base-url", baseUrl, "must use https; http is for a loopback host only");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "api/v2", "/api/v2/", "//api", "/api//v2", "/api/v2?x", "/api v2", "/api/%2e",
			"/api/../v2", "/." })
	void startIsRefusedWhenPrefixIsNoPath(String prefix) {
		assertRefused("path-prefix", prefix, "must be a path such as /api/v2/chat");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void startIsRefusedWhenAccountKeyIsBlank(String accountKey) {
		assertRefused("account-key", accountKey, "must not be blank");
	}

	@ParameterizedTest
	@CsvSource({ "connect-timeout, 0s", "connect-timeout, -1s", "connect-timeout, 1ns", "connect-timeout, 25d",
			"read-deadline, 0", "read-deadline, -3s", "read-deadline, 999us", "read-deadline, 400000d",
			"write-deadline, 0ms", "write-deadline, PT-1S", "write-deadline, 61m" })
	void startIsRefusedWhenTimeMakesNoSense(String key, String duration) {
		assertRefused(key, duration, "must be between 1ms and 1h");
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1B", "2GB", "1TB" })
	void startIsRefusedWhenLargestBodyMakesNoSense(String size) {
		assertRefused("max-body", size, "must be at least 1B and less than 2GB");
	}

	@ParameterizedTest
	@CsvSource({ "connect-timeout, 1ms", "connect-timeout, 1h", "max-body, 1B", "max-body, 2147483647B" })
	void valueIsTakenWhenItIsTheLastGoodOne(String key, String value) {
		assertThat(bound(Map.of(key, value))).isNotEqualTo(bound(Map.of()));
	}

	private static void assertRefused(String key, String value, String otherwise) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bound(Map.of(key, value)))
			.havingRootCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage("bff.zendesk." + key + " " + otherwise);
	}

	private static ZendeskProperties bound(Map<String, String> values) {
		Map<String, String> settings = new HashMap<>(Map.of("bff.zendesk.base-url", BASE_URL));
		values.forEach((key, value) -> settings.put("bff.zendesk." + key, value));
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("bff.zendesk",
				ZendeskProperties.class);
	}

}
