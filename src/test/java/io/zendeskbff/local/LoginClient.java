package io.zendeskbff.local;

import java.net.URI;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/**
 * The client of the local identity provider by which browsers log in to the service.
 *
 * @param service where browsers find the service
 */
record LoginClient(URI service) {

	static final String ID = "zendesk-account-bff-login";

	static final String SECRET = "login-secret";

	/** Where browsers come back to from a login, to the letter. */
	URI redirectUri() {
		return at("/login/oauth2/code/portal");
	}

	/** Where they may come back to from a logout. */
	URI home() {
		return at("/");
	}

	/** Where logout tokens go. */
	URI backChannel() {
		return at("/logout/connect/back-channel/portal");
	}

	RegisteredClient registered() {
		return RegisteredClient.withId(ID)
			.clientId(ID)
			.clientSecret("{noop}" + SECRET)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri(redirectUri().toString())
			.postLogoutRedirectUri(home().toString())
			.scope(OidcScopes.OPENID)
			.scope(OidcScopes.PROFILE)
			.clientSettings(ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
			.build();
	}

	private URI at(String path) {
		return URI.create(this.service.toString().replaceFirst("/+$", "") + path);
	}

}
