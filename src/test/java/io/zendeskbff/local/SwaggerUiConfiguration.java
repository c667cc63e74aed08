package io.zendeskbff.local;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zendeskbff.surface.Routes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets Swagger UI in, which springdoc brings onto the test class path, beside the
 * service's own document. It carries no stereotype, so that no other test has it.
 */
class SwaggerUiConfiguration {

	private static final String PAGES = "/swagger-ui/";

	private static final String CONFIGURATION = "/v3/api-docs/swagger-config";

	private static final List<String> FILES = List.of("index.html", "index.css", "swagger-ui.css",
			"swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "swagger-initializer.js", "favicon-16x16.png",
			"favicon-32x32.png");

	/** Its scripts set styles, and its pictures are in them. */
	private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
			+ " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	@Bean
	Routes swaggerUiRoutes() {
		return new Routes(Stream.concat(FILES.stream().map(PAGES::concat), Stream.of(CONFIGURATION))
			.collect(Collectors.toMap((path) -> path, (_) -> List.of(HttpMethod.GET))));
	}

	/** Before all of the service's own. */
	@Bean
	@Order(0)
	SecurityFilterChain swaggerUiChain(HttpSecurity http) throws Exception {
		return http.securityMatcher(PAGES + "*", CONFIGURATION)
			.headers(AbstractHttpConfigurer::disable)
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/** In place of what the service says of everything. */
	@Bean
	FilterRegistrationBean<OncePerRequestFilter> swaggerUiPolicy() {
		FilterRegistrationBean<OncePerRequestFilter> registration = new FilterRegistrationBean<>(
				new OncePerRequestFilter() {
					@Override
					protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
							FilterChain chain) throws ServletException, IOException {
						response.setHeader("Content-Security-Policy", POLICY);
						chain.doFilter(request, response);
					}
				});
		registration.addUrlPatterns(PAGES + "*");
		return registration;
	}

}
