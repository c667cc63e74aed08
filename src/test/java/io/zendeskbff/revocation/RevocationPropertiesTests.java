package io.zendeskbff.revocation;

import java.net.URI;
import java.util.Map;

import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RevocationPropertiesTests {

	private static final URI ZENDESK = URI.create("https://acme.zendesk.com");

	@ParameterizedTest
	@ValueSource(strings = { "https://acme.zendesk.com/oauth2/revoke", "https://acme.zendesk.com/oauth2/revoke?a=b",
			"http://localhost:9001/revoke", "http://[::1]/revoke" })
	void endpointIsTakenWhenTokensAreSafeOnTheWay(String uri) {
		assertThat(new RevocationProperties(URI.create(uri)).revocationUri()).isEqualTo(URI.create(uri));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://acme.zendesk.com/revoke", "ftp://acme.zendesk.com/revoke", "/revoke",
			"https:///revoke", "https://user:pw@acme.zendesk.com/revoke", "https://acme.zendesk.com/revoke#top" })
	void keyIsNamedWhenTokensWouldNotBeSafe(String uri) {
		assertThatIllegalArgumentException().isThrownBy(() -> new RevocationProperties(URI.create(uri)))
			.withMessageStartingWith("bff.connection.revocation-uri must be")
			.withMessageNotContainingAny("pw");
	}

	@Test
	void thereIsNoEndpointWhenSettingIsEmpty() {
		Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("bff.connection.revocation-uri", "")));
		assertThat(binder.bindOrCreate("bff.connection", RevocationProperties.class))
			.isEqualTo(new RevocationProperties(null));
	}

	@Test
	void revocationIsChatsOwnWhenNoEndpointIsSet() {
		try (UpstreamContext context = UpstreamContext.of("upstream grant revocation", ZENDESK)) {
			assertThat(context.get(Revocation.class)).isInstanceOf(ListedTokenRevocation.class);
		}
	}

	@Test
	void revocationIsTheStandardsWhenEndpointIsSet() {
		try (UpstreamContext context = UpstreamContext.of("upstream grant revocation", ZENDESK,
				"bff.connection.revocation-uri=https://acme.zendesk.com/oauth2/revoke")) {
			assertThat(context.get(Revocation.class)).isInstanceOf(EndpointRevocation.class);
		}
	}

}
