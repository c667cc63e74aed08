package io.zendeskbff.logout;

import java.net.URI;
import java.util.Optional;

import io.zendeskbff.login.PortalRegistration;
import io.zendeskbff.login.SealedIdTokens;
import io.zendeskbff.session.Login;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a browser ends its session with the identity provider as well, OpenID Connect
 * RP-Initiated Logout 1.0 section 2.
 */
final class EndSessionUrl {

	private static final String ENDPOINT = "end_session_endpoint";

	private final PortalRegistration registration;

	private final SealedIdTokens idTokens;

	EndSessionUrl(PortalRegistration registration, SealedIdTokens idTokens) {
		this.registration = registration;
		this.idTokens = idTokens;
	}

	/**
	 * Makes it.
	 * @param login what ends
	 * @param returnTo where the provider sends the browser after that
	 * @return empty when the provider has no such page, or its metadata cannot be read
	 */
	Optional<URI> of(Login login, String returnTo) {
		return endpoint().map((endpoint) -> {
			UriComponentsBuilder url = UriComponentsBuilder.fromUriString(endpoint)
				.queryParam(OAuth2ParameterNames.CLIENT_ID, "{client}")
				.queryParam("post_logout_redirect_uri", "{to}");
			Optional<String> hint = this.idTokens.open(login.sealedIdToken());
			hint.ifPresent((_) -> url.queryParam("id_token_hint", "{hint}"));
			return url.encode().build(this.registration.clientId(), returnTo, hint.orElse(""));
		});
	}

	private Optional<String> endpoint() {
		try {
			ClientRegistration client = this.registration.get();
			return Optional.ofNullable(client.getProviderDetails().getConfigurationMetadata().get(ENDPOINT))
				.filter(String.class::isInstance)
				.map(String.class::cast);
		}
		catch (AuthenticationServiceException _) {
			return Optional.empty();
		}
	}

}
