package io.zendeskbff.gateway;

import java.security.Principal;
import java.time.Duration;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.route.builder.UriSpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.Authentication;
import org.springframework.web.server.ServerWebExchange;

/**
 * One cached route a role.
 */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

	@Bean
	RouteLocator routes(RouteLocatorBuilder builder, @Value("${UPSTREAM}") String upstream,
			@Value("${MAX_AGE:30}") long maxAge) {
		Duration life = Duration.ofSeconds(maxAge);
		return builder.routes()
			.route("owner",
					(route) -> route.path("/api/v2/account")
						.and()
						.method(HttpMethod.GET)
						.and()
						.asyncPredicate(RouteConfiguration::isOwner)
						.filters((filters) -> view(filters, "/owner-view", life))
						.uri(upstream))
			.route("admin",
					(route) -> route.path("/api/v2/account")
						.and()
						.method(HttpMethod.GET)
						.filters((filters) -> view(filters, "/admin-view", life))
						.uri(upstream))
			.build();
	}

	private static UriSpec view(GatewayFilterSpec filters, String path, Duration life) {
		return filters.localResponseCache(life, null)
			.circuitBreaker((circuit) -> circuit.setName("zendesk"))
			.setPath(path);
	}

	private static Mono<Boolean> isOwner(ServerWebExchange exchange) {
		return exchange.getPrincipal().map(RouteConfiguration::isOwner).defaultIfEmpty(false);
	}

	private static boolean isOwner(Principal principal) {
		return ((Authentication) principal).getAuthorities()
			.stream()
			.anyMatch((authority) -> "zendesk-owner".equals(authority.getAuthority()));
	}

}
