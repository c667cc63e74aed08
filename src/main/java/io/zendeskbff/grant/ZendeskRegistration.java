package io.zendeskbff.grant;

import java.util.Set;

import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

/**
 * What the configuration says of our OAuth client at Zendesk, checked at the start.
 */
public final class ZendeskRegistration {

	static final String ID = "zendesk";

	private static final String GRANT_KEY = "spring.security.oauth2.client.registration.zendesk.authorization-grant-type";

	private static final Set<AuthorizationGrantType> GRANTS = Set.of(AuthorizationGrantType.CLIENT_CREDENTIALS,
			AuthorizationGrantType.AUTHORIZATION_CODE);

	private ZendeskRegistration() {
	}

	/**
	 * The registration to use.
	 * @param configured what Spring Boot has read
	 * @param publicUrl where Zendesk sends the owner's browser back to
	 * @return the same with our callback as redirect URI where there is one, and then
	 * with PKCE, RFC 7636
	 * @throws IllegalArgumentException naming the key that is wrong
	 */
	static ClientRegistration of(ClientRegistration configured, PublicUrl publicUrl) {
		if (!GRANTS.contains(configured.getAuthorizationGrantType())) {
			throw new IllegalArgumentException(GRANT_KEY + " must be client_credentials or authorization_code");
		}
		if (!isInteractive(configured)) {
			return configured;
		}
		if (publicUrl.publicUrl() == null) {
			throw new IllegalArgumentException(
					"bff.public-url must be set for authorization_code: Zendesk sends the owner's browser back to it");
		}
		return ClientRegistration.withClientRegistration(configured)
			.redirectUri(publicUrl.of(Paths.CONNECTION_CALLBACK).toString())
			.clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
			.build();
	}

	/**
	 * Whether an owner connects, RFC 6749 section 4.1.
	 * @param registration our client
	 * @return false when the service connects by itself, section 4.4
	 */
	public static boolean isInteractive(ClientRegistration registration) {
		return AuthorizationGrantType.AUTHORIZATION_CODE.equals(registration.getAuthorizationGrantType());
	}

}
