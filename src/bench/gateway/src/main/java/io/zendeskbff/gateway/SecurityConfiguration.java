package io.zendeskbff.gateway;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;

/**
 * A resource server: every call carries a token of the issuer, for the audience, with a
 * role.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

	@Bean
	SecurityWebFilterChain security(ServerHttpSecurity http) {
		return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
			.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
			.authorizeExchange((calls) -> calls.pathMatchers("/actuator/health/**")
				.permitAll()
				.anyExchange()
				.hasAnyAuthority("zendesk-admin", "zendesk-owner"))
			.oauth2ResourceServer((server) -> server.jwt(Customizer.withDefaults()))
			.build();
	}

	/**
	 * Behind the check the token is of no more use; with it LocalResponseCache keeps a
	 * copy for each token.
	 */
	@Bean
	@Order(0)
	WebFilter withoutToken() {
		return (exchange, chain) -> chain.filter(withoutToken(exchange));
	}

	private static ServerWebExchange withoutToken(ServerWebExchange exchange) {
		return exchange.mutate()
			.request((request) -> request.headers((headers) -> headers.remove(HttpHeaders.AUTHORIZATION)))
			.build();
	}

}
