package io.zendeskbff.security;

import java.util.UUID;

import io.zendeskbff.bearer.SoleBearerTokenResolver;
import io.zendeskbff.bearer.VerifiedTokens;
import io.zendeskbff.login.OidcLogin;
import io.zendeskbff.origin.CsrfFilter;
import io.zendeskbff.origin.Origins;
import io.zendeskbff.portal.CallerFilter;
import io.zendeskbff.session.BrowserSessions;
import io.zendeskbff.session.ConditionalOnBrowserLogin;
import io.zendeskbff.session.SessionFilter;
import io.zendeskbff.session.SessionUseFilter;
import io.zendeskbff.store.KeyedHash;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * One security chain for each way to come: the management port, a login, a session, a
 * bearer token. Where there is an {@code Authorization} header no cookie is looked at.
 * None of them uses the container's sessions.
 *
 * <p>
 * The chains that calls come by hold the filters that they need, and not those which
 * {@code HttpSecurity} adds for everybody.
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
		withoutState(http).securityMatcher(Ways::isOnManagementPort)
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
		withProblems(http).securityMatcher(Ways::isLogin)
			.oauth2Login(login::configure)
			.authorizeHttpRequests((requests) -> requests.anyRequest().denyAll());
		return http.build();
	}

	@Bean
	@Order(3)
	@ConditionalOnBrowserLogin
	SecurityFilterChain sessionChain(BrowserSessions sessions, Origins origins) {
		return new DefaultSecurityFilterChain(Ways::isWithoutAuthorization, new SessionFilter(sessions),
				this.callerFilter, new CsrfFilter(origins), anonymous(), refusals(),
				new AuthorizationFilter(new AccessRules()), new SessionUseFilter(sessions));
	}

	@Bean
	@Order(4)
	SecurityFilterChain bearerChain(VerifiedTokens tokens) {
		return new DefaultSecurityFilterChain(AnyRequestMatcher.INSTANCE, bearer(tokens), anonymous(), refusals(),
				this.callerFilter, new AuthorizationFilter(new AccessRules()));
	}

	private Filter bearer(VerifiedTokens tokens) {
		BearerTokenAuthenticationConverter converter = new BearerTokenAuthenticationConverter();
		converter.setBearerTokenResolver(new SoleBearerTokenResolver());
		// Where he calls from is nobody's business.
		converter.setAuthenticationDetailsSource((_) -> "");
		BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(tokens::authenticate, converter);
		filter.setAuthenticationEntryPoint(this::answer);
		filter.setSecurityContextRepository(new NullSecurityContextRepository());
		return filter;
	}

	private static Filter anonymous() {
		return new AnonymousAuthenticationFilter(UUID.randomUUID().toString());
	}

	private Filter refusals() {
		ExceptionTranslationFilter filter = new ExceptionTranslationFilter(this::answer, new NullRequestCache());
		filter.setAccessDeniedHandler(this::answer);
		return filter;
	}

	@Bean
	HttpFirewall firewall() {
		return Firewall.strict();
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

}
