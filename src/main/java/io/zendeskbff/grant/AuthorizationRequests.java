package io.zendeskbff.grant;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Makes the requests with which an owner's browser goes to Zendesk, RFC 6749 section
 * 4.1.1: Spring Security's, with state and PKCE, and the {@code subdomain} that Chat
 * takes.
 */
public final class AuthorizationRequests {

	private static final String ZENDESK = ".zendesk.com";

	private final ClientRegistration registration;

	private final DefaultOAuth2AuthorizationRequestResolver resolver;

	AuthorizationRequests(ClientRegistration registration, URI zendesk) {
		this.registration = registration;
		ClientRegistrationRepository sole = (_) -> registration;
		this.resolver = new DefaultOAuth2AuthorizationRequestResolver(sole);
		subdomain(zendesk.getHost()).ifPresent((subdomain) -> this.resolver.setAuthorizationRequestCustomizer(
				(request) -> request.additionalParameters((parameters) -> parameters.put("subdomain", subdomain))));
	}

	/**
	 * Whether an owner connects, RFC 6749 section 4.1.
	 * @return false when the service connects by itself, section 4.4
	 */
	public boolean isInteractive() {
		return ZendeskRegistration.isInteractive(this.registration);
	}

	/**
	 * How the service comes to its tokens.
	 * @return the {@code grant_type}, RFC 6749
	 */
	public String grantType() {
		return this.registration.getAuthorizationGrantType().getValue();
	}

	/**
	 * A new request, with a state and a PKCE verifier that nobody has seen.
	 * @param caller the call that asks for it; nothing in it matters
	 * @return the request, of which the browser gets the URI only
	 */
	public OAuth2AuthorizationRequest create(HttpServletRequest caller) {
		return Objects.requireNonNull(this.resolver.resolve(caller, ZendeskRegistration.ID));
	}

	/** The old host serves every account and takes none from its own name. */
	private static Optional<String> subdomain(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		return name.endsWith(ZENDESK) ? Optional.of(name.substring(0, name.length() - ZENDESK.length()))
				: Optional.empty();
	}

}
