package io.zendeskbff.login;

import java.util.Optional;

import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Spring Security's login with OpenID Connect, as we have it. Not a {@code Customizer}:
 * beans of that type are applied to every chain.
 */
public final class OidcLogin {

	private final PortalRegistration registration;

	private final LoginRequests requests;

	private final PendingLogins pending;

	private final ProviderCalls calls;

	private final LoginEnd end;

	private final HandlerExceptionResolver problems;

	OidcLogin(PortalRegistration registration, LoginRequests requests, PendingLogins pending, ProviderCalls calls,
			LoginEnd end, HandlerExceptionResolver problems) {
		this.registration = registration;
		this.requests = requests;
		this.pending = pending;
		this.calls = calls;
		this.end = end;
		this.problems = problems;
	}

	/**
	 * Sets a chain up.
	 * @param login of a chain that only the login's paths come to
	 */
	public void configure(OAuth2LoginConfigurer<HttpSecurity> login) {
		login.clientRegistrationRepository(this.registration)
			.authorizedClientRepository(new UnkeptClients())
			// Or Spring Security would make one.
			.loginPage("/")
			.authorizationEndpoint((endpoint) -> endpoint.authorizationRequestResolver(this.requests)
				.authorizationRequestRepository(this.pending))
			.tokenEndpoint((endpoint) -> endpoint.accessTokenResponseClient(this.calls.tokens()))
			.userInfoEndpoint((endpoint) -> endpoint.oidcUserService(this.calls.userInfo()))
			.successHandler(this.end)
			.failureHandler(this.end)
			.withObjectPostProcessor(new RefusedRequests());
	}

	/** A login that cannot begin is a problem like others. */
	private final class RefusedRequests implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

		@Override
		public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
			filter.setAuthenticationFailureHandler((request, response, failure) -> OidcLogin.this.problems
				.resolveException(request, response, null, cause(failure)));
			return filter;
		}

		private static Exception cause(Exception failure) {
			return Optional.ofNullable(failure.getCause())
				.filter(Exception.class::isInstance)
				.map(Exception.class::cast)
				.orElse(failure);
		}

	}

}
