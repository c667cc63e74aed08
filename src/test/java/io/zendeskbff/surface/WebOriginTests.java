package io.zendeskbff.surface;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebOriginTests {

	@ParameterizedTest
	@ValueSource(strings = { "https://acme.zendesk.com", "https://acme.zendesk.com:8443/a?b#c", "https://192.0.2.1",
			"https://[2001:db8::1]:8443", "https://xn--bcher-kva.example", "https://user:pw@acme.zendesk.com" })
	void urlIsSafeWhenItIsEncrypted(String url) {
		assertThat(WebOrigin.isSafe(URI.create(url))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost", "http://localhost:8080/a", "http://127.0.0.1", "http://127.255.0.9:1",
			"http://[::1]", "http://[0:0:0:0:0:0:0:1]:8080", "http://[::ffff:127.0.0.1]" })
	void urlIsSafeWhenItStaysOnThisMachine(String url) {
		assertThat(WebOrigin.isSafe(URI.create(url))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://acme.zendesk.com", "http://localhost.example.com", "http://127.0.0.1.example.com",
			"http://user@acme.zendesk.com", "http://localhost@acme.zendesk.com", "http://127.0.0.1:80@192.0.2.1",
			"http://192.0.2.1", "http://0.0.0.0", "http://[::]", "http://[2001:db8::1]", "http://[::ffff:192.0.2.1]",
			"http://[fe80::1%25lo]", "http://99999999999", "http://127.0.0.1.", "http://bücher.example",
			"https://bücher.example", "https://a_b.example", "ftp://localhost", "ftp://acme.zendesk.com",
			"file:///etc/passwd", "ws://localhost", "//localhost", "localhost", "", "https:///a", "https:acme",
			"mailto:owner@example.com" })
	void urlIsNotSafeWhenOthersMayRead(String url) {
		assertThat(WebOrigin.isSafe(URI.create(url))).isFalse();
	}

}
