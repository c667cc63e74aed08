package io.zendeskbff.grant;

import java.net.URI;

import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ZendeskRegistrationTests {

	private static final ClientRegistration CLIENT_CREDENTIALS = UpstreamContext
		.registration(URI.create("https://acme.zendesk.com"));

	private static final PublicUrl UNKNOWN = new PublicUrl(null);

	@Test
	void registrationIsAsConfiguredWhenServiceConnectsByItself() {
		assertThat(ZendeskRegistration.of(CLIENT_CREDENTIALS, UNKNOWN)).isSameAs(CLIENT_CREDENTIALS);
		assertThat(ZendeskRegistration.isInteractive(CLIENT_CREDENTIALS)).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "https://portal.example.com, https://portal.example.com/connection/callback",
			"https://portal.example.com/, https://portal.example.com/connection/callback",
			"https://portal.example.com/zendesk, https://portal.example.com/zendesk/connection/callback",
			"https://portal.example.com/a/b//, https://portal.example.com/a/b/connection/callback",
			"http://localhost:8080, http://localhost:8080/connection/callback" })
	void callbackIsBelowPublicUrlWhenOwnerConnects(String publicUrl, String callback) {
		ClientRegistration configured = registration("authorization_code");
		ClientRegistration registration = ZendeskRegistration.of(configured, new PublicUrl(URI.create(publicUrl)));
		assertThat(registration.getRedirectUri()).isEqualTo(callback);
		assertThat(registration.getClientId()).isEqualTo(configured.getClientId());
		assertThat(registration.getClientSecret()).isEqualTo(configured.getClientSecret());
		assertThat(registration.getScopes()).isEqualTo(configured.getScopes());
		assertThat(registration.getProviderDetails().getTokenUri())
			.isEqualTo(configured.getProviderDetails().getTokenUri());
		assertThat(ZendeskRegistration.isInteractive(registration)).isTrue();
	}

	@Test
	void keyIsNamedWhenPublicUrlIsMissing() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ZendeskRegistration.of(registration("authorization_code"), UNKNOWN))
			.withMessageContaining("bff.public-url")
			.withMessageContaining("authorization_code");
	}

	@ParameterizedTest
	@ValueSource(strings = { "refresh_token", "password", "urn:ietf:params:oauth:grant-type:jwt-bearer", "implicit",
			"CLIENT_CREDENTIALS" })
	void keyIsNamedWhenGrantIsAnother(String grantType) {
		assertThatIllegalArgumentException().isThrownBy(() -> ZendeskRegistration.of(registration(grantType), UNKNOWN))
			.withMessage("spring.security.oauth2.client.registration.zendesk.authorization-grant-type"
					+ " must be client_credentials or authorization_code");
	}

	private static ClientRegistration registration(String grantType) {
		return ClientRegistration.withClientRegistration(CLIENT_CREDENTIALS)
			.authorizationGrantType(new AuthorizationGrantType(grantType))
			.authorizationUri("https://acme.zendesk.com/oauth2/chat/authorizations/new")
			.redirectUri("{baseUrl}/connection/callback")
			.build();
	}

}
