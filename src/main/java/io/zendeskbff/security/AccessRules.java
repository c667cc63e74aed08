package io.zendeskbff.security;

import io.zendeskbff.portal.Role;
import io.zendeskbff.surface.Paths;

import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Who may call what, however he is known.
 */
final class AccessRules implements
		Customizer<AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry> {

	private static final String[] ACCOUNT = { Paths.ACCOUNT, Paths.CHAT_ACCOUNT };

	@Override
	public void customize(
			AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
		requests.requestMatchers(HttpMethod.PUT, ACCOUNT)
			.hasAuthority(Role.OWNER.name())
			.requestMatchers(HttpMethod.GET, ACCOUNT)
			.hasAuthority(Role.ADMIN.name())
			.requestMatchers(HttpMethod.HEAD, ACCOUNT)
			.hasAuthority(Role.ADMIN.name())
			.requestMatchers(HttpMethod.GET, Paths.CONNECTION)
			.hasAuthority(Role.ADMIN.name())
			.requestMatchers(HttpMethod.DELETE, Paths.CONNECTION)
			.hasAuthority(Role.OWNER.name())
			.requestMatchers(HttpMethod.POST, Paths.CONNECTION_AUTHORIZATION)
			.hasAuthority(Role.OWNER.name())
			.requestMatchers(HttpMethod.GET, Paths.CHANGES)
			.hasAuthority(Role.OWNER.name())
			.requestMatchers(HttpMethod.POST, Paths.LOGOUT)
			.authenticated()
			.requestMatchers(HttpMethod.GET, Paths.SESSION)
			.permitAll()
			.requestMatchers(HttpMethod.GET, Paths.API_DOCS)
			.permitAll()
			.requestMatchers(HttpMethod.GET, "/", "/console/*")
			.permitAll()
			.requestMatchers(HttpMethod.HEAD, "/", "/console/*")
			.permitAll()
			// Zendesk sends a browser here that may have nothing but its state.
			.requestMatchers(HttpMethod.GET, Paths.CONNECTION_CALLBACK)
			.permitAll()
			// The identity provider comes with a logout token.
			.requestMatchers(HttpMethod.POST, Paths.BACK_CHANNEL_LOGOUT)
			.permitAll()
			.anyRequest()
			.denyAll();
	}

}
