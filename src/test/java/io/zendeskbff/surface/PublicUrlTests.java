package io.zendeskbff.surface;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class PublicUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://portal.example.com, https://portal.example.com/connection",
			"https://portal.example.com/, https://portal.example.com/connection",
			"https://portal.example.com///, https://portal.example.com/connection",
			"https://portal.example.com:8443/zendesk, https://portal.example.com:8443/zendesk/connection",
			"https://portal.example.com/a%20b/c/, https://portal.example.com/a%20b/c/connection",
			"https://192.0.2.1/x, https://192.0.2.1/x/connection",
			"https://[2001:db8::1], https://[2001:db8::1]/connection",
			"http://localhost:8080, http://localhost:8080/connection",
			"http://[::1]:8080/, http://[::1]:8080/connection" })
	void urlIsBelowPublicUrlWhenBuilt(String publicUrl, String url) {
		assertThat(new PublicUrl(URI.create(publicUrl)).of("/connection")).isEqualTo(URI.create(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://portal.example.com", "ftp://portal.example.com", "portal.example.com", "/zendesk",
			"//portal.example.com", "https:portal.example.com", "https:///zendesk", "https://user@portal.example.com",
			"https://user:pw@portal.example.com", "https://@portal.example.com", "https://portal.example.com?a=b",
			"https://portal.example.com/?", "https://portal.example.com/#", "https://portal.example.com/#top",
			"https://pörtal.example.com", "http://192.0.2.1", "mailto:owner@example.com", "javascript:alert(1)" })
	void keyIsNamedWhenUrlIsNotForBrowsers(String publicUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> new PublicUrl(URI.create(publicUrl)))
			.withMessageStartingWith("bff.public-url must be");
	}

	@Test
	void nothingIsBuiltWhenServiceDoesNotKnowItsUrl() {
		assertThatIllegalStateException().isThrownBy(() -> new PublicUrl(null).of("/connection"))
			.withMessage("bff.public-url is not set");
	}

	@Test
	void urlIsUnknownWhenSettingIsEmpty() {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("bff.public-url", "")));
		assertThat(binder.bindOrCreate("bff", PublicUrl.class)).isEqualTo(new PublicUrl(null));
	}

}
