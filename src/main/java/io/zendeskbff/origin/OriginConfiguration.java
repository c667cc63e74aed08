package io.zendeskbff.origin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.surface.RequestId;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;

/**
 * Composes what is done about pages in browsers.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ OriginProperties.class, PublicUrl.class })
class OriginConfiguration {

	private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);

	@Bean
	Origins origins(OriginProperties properties, PublicUrl own) {
		return new Origins(Optional.ofNullable(own.publicUrl()).map((_) -> own.origin().toString()).orElse(null),
				properties.origins());
	}

	@Bean
	FilterRegistrationBean<PortalCorsFilter> portalCors(OriginProperties properties, Origins origins) {
		FilterRegistrationBean<PortalCorsFilter> registration = new FilterRegistrationBean<>(
				new PortalCorsFilter(origins, portals(properties)));
		registration.setEnabled(!properties.origins().isEmpty());
		// Behind what makes problems of exceptions, before anything refuses a call.
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 6);
		return registration;
	}

	private static CorsConfiguration portals(OriginProperties properties) {
		CorsConfiguration portals = new CorsConfiguration();
		portals.setAllowedOrigins(List.copyOf(properties.origins()));
		portals.setAllowCredentials(true);
		portals.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.PUT.name(),
				HttpMethod.POST.name(), HttpMethod.DELETE.name()));
		portals.setAllowedHeaders(List.of(CsrfFilter.HEADER, HttpHeaders.CONTENT_TYPE, HttpHeaders.IF_MATCH,
				HttpHeaders.IF_NONE_MATCH, HttpHeaders.CACHE_CONTROL, RequestId.HEADER));
		portals.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.AGE, "Cache-Status", HttpHeaders.RETRY_AFTER,
				HttpHeaders.WWW_AUTHENTICATE, RequestId.HEADER));
		portals.setMaxAge(PREFLIGHT_KEPT);
		return portals;
	}

}
