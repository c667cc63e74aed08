package io.zendeskbff.local;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.oidc.web.authentication.OidcLogoutAuthenticationSuccessHandler;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.logout.CompositeLogoutHandler;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Composes how people log in and out at the local identity provider: Spring Boot's own
 * chains for an authorization server, and what those leave out.
 */
class ProviderLoginConfiguration {

	/**
	 * Browsers ask for it beside the login page. Sent to that page, they would get a new
	 * session there, which replaces that of whoever logs in at the same moment.
	 */
	private static final String ICON = "/favicon.ico";

	@Bean
	UserDetailsService users() {
		return LoggedInUser::named;
	}

	@Bean
	HttpCalls calls() {
		return new HttpCalls();
	}

	@Bean
	BackChannelLogout backChannelLogout(ObjectProvider<LoginClient> clients, JWKSource<SecurityContext> keys,
			HttpCalls calls) {
		return new BackChannelLogout(clients.stream().toList(), new NimbusJwtEncoder(keys), calls);
	}

	@Bean
	@Order(1)
	SecurityFilterChain protocol(HttpSecurity http, BackChannelLogout backChannel) {
		return http.oauth2AuthorizationServer((server) -> {
			http.securityMatcher(server.getEndpointsMatcher());
			server.oidc((oidc) -> oidc.logoutEndpoint((logout) -> logout.logoutResponseHandler(end(backChannel))));
		})
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
			.exceptionHandling(
					(failures) -> failures.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
			.addFilterAfter(new FreshLogins(), SecurityContextHolderFilter.class)
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain pages(HttpSecurity http, BackChannelLogout backChannel) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(ICON).permitAll().anyRequest().authenticated())
			.formLogin(Customizer.withDefaults())
			.logout((logout) -> logout.addLogoutHandler(backChannel))
			.build();
	}

	@Bean
	RouterFunction<ServerResponse> page() {
		return RouterFunctions.route()
			.GET("/", new ProviderPage())
			.GET(ICON, (_) -> ServerResponse.noContent().build())
			.build();
	}

	/** OpenID Connect RP-Initiated Logout 1.0; the user is that of the browser. */
	private static OidcLogoutAuthenticationSuccessHandler end(BackChannelLogout backChannel) {
		LogoutHandler all = new CompositeLogoutHandler(backChannel, new SecurityContextLogoutHandler());
		OidcLogoutAuthenticationSuccessHandler end = new OidcLogoutAuthenticationSuccessHandler();
		end.setLogoutHandler((request, response, logout) -> all.logout(request, response,
				(logout != null) ? (Authentication) logout.getPrincipal() : null));
		return end;
	}

}
