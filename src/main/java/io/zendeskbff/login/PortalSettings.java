package io.zendeskbff.login;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.zendeskbff.surface.WebOrigin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;

/**
 * What is configured of the login, checked at the start.
 *
 * @param client our client
 * @param provider the identity provider
 */
record PortalSettings(OAuth2ClientProperties.Registration client, OAuth2ClientProperties.Provider provider) {

	private static final String CLIENT = "spring.security.oauth2.client.registration.portal.";

	private static final Set<String> METHODS = Set.of("client_secret_basic", "client_secret_post", "none");

	private static final String PROVIDER = "spring.security.oauth2.client.provider.";

	/**
	 * Takes what is configured.
	 * @param properties as Spring Boot has read it
	 * @param audiences of the tokens of portal servers
	 * @throws IllegalArgumentException naming the key that is wrong
	 */
	static PortalSettings of(OAuth2ClientProperties properties, List<String> audiences) {
		OAuth2ClientProperties.Registration client = Objects
			.requireNonNull(properties.getRegistration().get(PortalRegistration.ID), CLIENT);
		require(!audiences.contains(client.getClientId()), CLIENT + "client-id",
				"must not be an audience of portal servers' tokens: ID tokens would pass for them");
		require(client.getScope() == null || client.getScope().contains("openid"), CLIENT + "scope",
				"must contain openid");
		require(isAbsentOrOneOf(Set.of("authorization_code"), client.getAuthorizationGrantType()),
				CLIENT + "authorization-grant-type", "must be authorization_code");
		require(isAbsentOrOneOf(METHODS, client.getClientAuthenticationMethod()),
				CLIENT + "client-authentication-method", "must be client_secret_basic, client_secret_post or none");
		return new PortalSettings(client, provider(client, properties.getProvider()));
	}

	private static OAuth2ClientProperties.Provider provider(OAuth2ClientProperties.Registration client,
			Map<String, OAuth2ClientProperties.Provider> providers) {
		String name = (client.getProvider() != null) ? client.getProvider() : PortalRegistration.ID;
		OAuth2ClientProperties.Provider provider = providers.get(name);
		if (provider == null || provider.getIssuerUri() == null) {
			throw new IllegalArgumentException(PROVIDER + name + ".issuer-uri must name the identity provider");
		}
		requireSafe(PROVIDER + name + ".issuer-uri", provider.getIssuerUri());
		requireSafe(PROVIDER + name + ".authorization-uri", provider.getAuthorizationUri());
		requireSafe(PROVIDER + name + ".token-uri", provider.getTokenUri());
		requireSafe(PROVIDER + name + ".user-info-uri", provider.getUserInfoUri());
		requireSafe(PROVIDER + name + ".jwk-set-uri", provider.getJwkSetUri());
		return provider;
	}

	private static void requireSafe(String key, @Nullable String url) {
		require(url == null || isSafe(url), key, "must be an https URL; http is for a loopback host only");
	}

	/** Secrets go there, and keys come from there. */
	static boolean isSafe(String url) {
		try {
			return WebOrigin.isSafe(new URI(url));
		}
		catch (URISyntaxException _) {
			return false;
		}
	}

	private static boolean isAbsentOrOneOf(Set<String> expected, @Nullable String value) {
		return value == null || expected.contains(value);
	}

	private static void require(boolean condition, String key, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(key + " " + otherwise);
		}
	}

}
