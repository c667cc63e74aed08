package io.zendeskbff.portal;

import io.zendeskbff.bearer.SoleBearerTokenResolver;
import io.zendeskbff.store.KeyedHash;
import io.zendeskbff.surface.Paths;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Two security chains: one for the management port, one for everything else. Neither sets
 * a cookie or keeps a session.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalProperties.class)
class SecurityConfiguration {

	private static final String[] ACCOUNT = { Paths.ACCOUNT, Paths.CHAT_ACCOUNT };

	private final SubjectHash subjectHash;

	SecurityConfiguration(KeyedHash keyedHash) {
		this.subjectHash = new SubjectHash(keyedHash);
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
	SecurityFilterChain portalChain(HttpSecurity http, JwtDecoder decoder, PortalProperties properties,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) throws Exception {
		AuthenticationEntryPoint unauthenticated = (request, response, ex) -> problems.resolveException(request,
				response, null, ex);
		AccessDeniedHandler denied = (request, response, ex) -> problems.resolveException(request, response, null, ex);
		withoutState(http).headers(AbstractHttpConfigurer::disable)
			.oauth2ResourceServer((server) -> server
				.jwt((jwt) -> jwt.authenticationManager(authenticationManager(decoder, properties)))
				.bearerTokenResolver(new SoleBearerTokenResolver())
				.authenticationEntryPoint(unauthenticated)
				.accessDeniedHandler(denied))
			.addFilterBefore(new CallerFilter(this.subjectHash), AuthorizationFilter.class)
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.PUT, ACCOUNT)
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
				// Zendesk sends a browser here that has nothing but its state.
				.requestMatchers(HttpMethod.GET, Paths.CONNECTION_CALLBACK)
				.permitAll()
				.anyRequest()
				.denyAll())
			.exceptionHandling(
					(exceptions) -> exceptions.authenticationEntryPoint(unauthenticated).accessDeniedHandler(denied));
		return http.build();
	}

	private static AuthenticationManager authenticationManager(JwtDecoder decoder, PortalProperties properties) {
		JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
		provider.setJwtAuthenticationConverter(new CallerConverter(new RoleClaim(properties.roles())));
		return provider::authenticate;
	}

	/** Turns off what Spring Security does by default for pages and forms. */
	private static HttpSecurity withoutState(HttpSecurity http) throws Exception {
		return http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable);
	}

	private static boolean isOnManagementPort(HttpServletRequest request) {
		WebApplicationContext context = WebApplicationContextUtils
			.getRequiredWebApplicationContext(request.getServletContext());
		return WebServerApplicationContext.hasServerNamespace(context, "management");
	}

}
