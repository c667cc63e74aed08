package io.zendeskbff.origin;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OriginPropertiesTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://admin.example.com", "https://admin.example.com:8443", "http://localhost:3000",
			"http://127.0.0.1:3000", "http://[::1]:3000", "https://xn--bcher-kva.example" })
	void originIsTakenWhenBrowsersWriteItSo(String origin) {
		assertThat(new OriginProperties(Set.of(origin)).origins()).containsExactly(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "*", "null", "https://admin.example.com/", "https://admin.example.com/page",
			"https://admin.example.com:443", "http://localhost:80", "https://ADMIN.example.com",
			"HTTPS://admin.example.com", "http://admin.example.com", "https://*.example.com",
			"https://me@admin.example.com", "https://admin.example.com?a", "https://admin.example.com#a",
			"admin.example.com", "https://", "https://bücher.example", "https://admin.example.com:99999999" })
	void startFailsWhenItIsNoOrigin(String origin) {
		assertThatIllegalArgumentException().isThrownBy(() -> new OriginProperties(Set.of(origin)))
			.withMessageStartingWith("bff.portal.origins must ");
	}

	@Test
	void originsAreTrustedToTheLetterWhenCompared() {
		Origins origins = new Origins("https://portal.example.com", Set.of("https://admin.example.com"));
		assertThat(origins.isTrusted("https://portal.example.com")).isTrue();
		assertThat(origins.isTrusted("https://admin.example.com")).isTrue();
		assertThat(origins.isTrusted("https://Admin.example.com")).isFalse();
		assertThat(origins.isPortals("https://portal.example.com")).isFalse();
		assertThat(new Origins(null, Set.of()).isTrusted("null")).isFalse();
	}

}
