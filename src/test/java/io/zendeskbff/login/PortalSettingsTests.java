package io.zendeskbff.login;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PortalSettingsTests {

	private static final String CLIENT = "spring.security.oauth2.client.registration.portal.";

	private static final String ISSUER = "spring.security.oauth2.client.provider.portal.issuer-uri";

	private final OAuth2ClientProperties properties = new OAuth2ClientProperties();

	private final OAuth2ClientProperties.Registration client = new OAuth2ClientProperties.Registration();

	private final OAuth2ClientProperties.Provider provider = new OAuth2ClientProperties.Provider();

	PortalSettingsTests() {
		this.client.setClientId("login");
		this.provider.setIssuerUri("https://login.example");
		this.properties.getRegistration().put("portal", this.client);
		this.properties.getProvider().put("portal", this.provider);
	}

	@Test
	void settingsAreTakenWhenTheyAreEnough() {
		PortalSettings settings = settings();
		assertThat(settings.client()).isSameAs(this.client);
		assertThat(settings.provider()).isSameAs(this.provider);
	}

	@Test
	void providerIsAnotherWhenRegistrationSaysSo() {
		OAuth2ClientProperties.Provider keycloak = new OAuth2ClientProperties.Provider();
		keycloak.setIssuerUri("http://localhost:9000");
		this.properties.getProvider().put("keycloak", keycloak);
		this.client.setProvider("keycloak");
		assertThat(settings().provider()).isSameAs(keycloak);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void startFailsWhenSettingIsWrong(String key,
			BiConsumer<OAuth2ClientProperties.Registration, OAuth2ClientProperties.Provider> mistake) {
		mistake.accept(this.client, this.provider);
		assertThatIllegalArgumentException().isThrownBy(this::settings).withMessageStartingWith(key + " must ");
	}

	static Stream<Object[]> mistakes() {
		return Stream.of(mistake(CLIENT + "client-id", (client, _) -> client.setClientId("zendesk-account-bff")),
				mistake(CLIENT + "scope", (client, _) -> client.setScope(Set.of("profile"))),
				mistake(CLIENT + "authorization-grant-type",
						(client, _) -> client.setAuthorizationGrantType("client_credentials")),
				mistake(ISSUER, (_, provider) -> provider.setIssuerUri(null)),
				mistake(ISSUER, (_, provider) -> provider.setIssuerUri("http://login.example")),
				mistake(ISSUER, (_, provider) -> provider.setIssuerUri("login.example")),
				mistake("spring.security.oauth2.client.provider.other.issuer-uri",
						(client, _) -> client.setProvider("other")));
	}

	private static Object[] mistake(String key,
			BiConsumer<OAuth2ClientProperties.Registration, OAuth2ClientProperties.Provider> mistake) {
		return new Object[] { key, mistake };
	}

	private PortalSettings settings() {
		return PortalSettings.of(this.properties, List.of("zendesk-account-bff"));
	}

}
