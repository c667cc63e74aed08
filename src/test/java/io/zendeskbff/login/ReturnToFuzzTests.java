package io.zendeskbff.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zendeskbff.origin.SomeOrigins;
import io.zendeskbff.surface.PublicUrl;

import org.springframework.web.util.InvalidUrlException;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for any text as {@code return_to}: what is taken leads to an origin of ours
 * by the judgement of Java, of Spring's parser as of the URL Standard, and of a browser.
 */
class ReturnToFuzzTests {

	private static final String OWN = "https://bff.example.com";

	private static final String PORTAL = "https://portal.example.com:8443";

	private static final String LITERAL = "http://[::1]";

	private static final Set<String> PORTALS = Set.of(PORTAL, "http://localhost:3000", LITERAL);

	private static final Set<String> TRUSTED = new HashSet<>(PORTALS);

	static {
		TRUSTED.add(OWN);
	}

	private final ReturnTo returnTo = new ReturnTo(new PublicUrl(URI.create(OWN + "/zendesk")),
			SomeOrigins.of(OWN, PORTALS));

	@FuzzTest
	@DictionaryEntries({ "https://bff.example.com", "https://portal.example.com:8443", "http://localhost:3000",
			"http://[::1]", "https:", "http:", "javascript:", "//", "/\\", "\\", "@", ":443", ":80", ".", "%2f", "%5c",
			"%2e", "..", "?", "#", ";", "[", "{|}", "evil.example", "\u3002", "\uff0f" })
	void urlIsOfATrustedOriginWhenTextIsAny(byte[] octets) {
		String text = new String(octets, StandardCharsets.UTF_8);
		for (String start : List.of("", "/", "//", OWN, PORTAL, LITERAL, "https://")) {
			assertIsTrustedOrRefused(start + text);
		}
		if (text.matches("(?:/[a-z0-9-]+){1,40}/?") && text.length() <= 400) {
			assertThat(this.returnTo.url(text)).contains(OWN + text);
			assertThat(this.returnTo.url(PORTAL + text)).contains(PORTAL + text);
		}
	}

	private void assertIsTrustedOrRefused(String asked) {
		Optional<String> taken = this.returnTo.url(asked);
		assertThat(this.returnTo.url(asked)).isEqualTo(taken);
		taken.ifPresent((url) -> {
			assertThat(url).matches("[!-~]{1,600}").isEqualTo(asked.startsWith("/") ? OWN + asked : asked);
			assertThat(BrowserUrl.origin(url, OWN)).isIn(TRUSTED).isEqualTo(BrowserUrl.origin(asked, OWN));
			assertThat(springs(url)).isIn(TRUSTED);
			assertThat(javas(url)).isIn(TRUSTED);
		});
	}

	private static String springs(String url) {
		try {
			UriComponents parts = UriComponentsBuilder.fromUriString(url, UriComponentsBuilder.ParserType.WHAT_WG)
				.build();
			assertThat(parts.getUserInfo()).isNull();
			return parts.getScheme() + "://" + parts.getHost() + ((parts.getPort() != -1) ? ":" + parts.getPort() : "");
		}
		catch (InvalidUrlException _) {
			// Where no browser goes.
			return OWN;
		}
	}

	/** Java knows RFC 2396, in which some of what browsers take is no URL at all. */
	private static String javas(String url) {
		try {
			String start = url.startsWith(LITERAL) ? LITERAL : "";
			URI uri = new URI(start + url.substring(start.length()).replaceAll("[\\[\\]{}|]|(?<=#.{0,600})#", "x"));
			assertThat(uri.getRawUserInfo()).isNull();
			return uri.getScheme() + "://" + uri.getRawAuthority();
		}
		catch (URISyntaxException ex) {
			throw new AssertionError(url, ex);
		}
	}

}
