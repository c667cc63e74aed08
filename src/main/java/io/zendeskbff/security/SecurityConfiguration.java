package io.zendeskbff.security;

import io.zendeskbff.bearer.SoleBearerTokenResolver;
import io.zendeskbff.login.OidcLogin;
import io.zendeskbff.origin.CsrfFilter;
import io.zendeskbff.origin.Origins;
import io.zendeskbff.portal.CallerConverter;
import io.zendeskbff.portal.CallerFilter;
import io.zendeskbff.portal.RoleClaim;
import io.zendeskbff.session.BrowserSessions;
import io.zendeskbff.session.ConditionalOnBrowserLogin;
import io.zendeskbff.session.SessionFilter;
import io.zendeskbff.session.SessionUseFilter;
import io.zendeskbff.store.KeyedHash;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Surface;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * One security chain for each way to come: the management port, a login, a session, a
 * bearer token. Where there is an {@code Authorization} header no cookie is looked at.
 * None of them uses the container's sessions.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private final HandlerExceptionResolver problems;

	private final CallerFilter callerFilter;

	SecurityConfiguration(KeyedHash keyedHash,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		this.problems = problems;
		this.callerFilter = new CallerFilter(keyedHash);
	}

	@Bean
	@Order(1)
	SecurityFilterChain managementChain(HttpSecurity http) throws Exception {
		HttpStatusEntryPoint notFound = new HttpStatusEntryPoint(HttpStatus.NOT_FOUND);
		withoutState(http).securityMatcher(SecurityConfiguration::isOnManagementPort)
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(EndpointRequest.to("health", "info", "prometheus", "sbom"))
						.permitAll()
						.anyRequest()
						.denyAll())
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(notFound));
		return http.build();
	}

	@Bean
	@Order(2)
	@ConditionalOnBrowserLogin
	SecurityFilterChain loginChain(HttpSecurity http, OidcLogin login) throws Exception {
		withProblems(http).securityMatcher(SecurityConfiguration::isLogin)
			.oauth2Login(login::configure)
			.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll());
		return http.build();
	}

	@Bean
	@Order(3)
	@ConditionalOnBrowserLogin
	SecurityFilterChain sessionChain(HttpSecurity http, BrowserSessions sessions, Origins origins) throws Exception {
		withProblems(http).securityMatcher(SecurityConfiguration::isWithoutAuthorization)
			.addFilterBefore(new SessionFilter(sessions), AnonymousAuthenticationFilter.class)
			.addFilterBefore(this.callerFilter, AnonymousAuthenticationFilter.class)
			.addFilterBefore(new CsrfFilter(origins), AnonymousAuthenticationFilter.class)
			.addFilterAfter(new SessionUseFilter(sessions), AuthorizationFilter.class)
			.authorizeHttpRequests(new AccessRules());
		return http.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain bearerChain(HttpSecurity http, JwtDecoder decoder, RoleClaim roles) throws Exception {
		withProblems(http)
			.oauth2ResourceServer(
					(server) -> server.jwt((jwt) -> jwt.authenticationManager(authenticationManager(decoder, roles)))
						.bearerTokenResolver(new SoleBearerTokenResolver())
						.authenticationEntryPoint(this::answer)
						.accessDeniedHandler(this::answer))
			.addFilterBefore(this.callerFilter, AuthorizationFilter.class)
			.authorizeHttpRequests(new AccessRules());
		return http.build();
	}

	private static AuthenticationManager authenticationManager(JwtDecoder decoder, RoleClaim roles) {
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
		provider.setJwtAuthenticationConverter(new CallerConverter(roles));
		return provider::authenticate;
	}

	private HttpSecurity withProblems(HttpSecurity http) throws Exception {
		return withoutState(http).headers(AbstractHttpConfigurer::disable)
			.exceptionHandling((exceptions) -> exceptions.authenticationEntryPoint(this::answer)
				.accessDeniedHandler(this::answer));
	}

	private void answer(HttpServletRequest request, HttpServletResponse response, Exception refusal) {
		this.problems.resolveException(request, response, null, refusal);
	}

	/** Turns off what Spring Security does by default for pages and forms. */
	private static HttpSecurity withoutState(HttpSecurity http) throws Exception {
		return http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable);
	}

	private static boolean isLogin(HttpServletRequest request) {
		String path = Surface.pathOf(request);
		return isWithoutAuthorization(request) && (path.equals(Paths.LOGIN) || path.equals(Paths.LOGIN_CALLBACK));
	}

	private static boolean isWithoutAuthorization(HttpServletRequest request) {
		return request.getHeader(HttpHeaders.AUTHORIZATION) == null;
	}

	private static boolean isOnManagementPort(HttpServletRequest request) {
		WebApplicationContext context = WebApplicationContextUtils
			.getRequiredWebApplicationContext(request.getServletContext());
		return WebServerApplicationContext.hasServerNamespace(context, "management");
	}

}
