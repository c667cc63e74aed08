package io.zendeskbff.surface;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.web.header.HeaderWriterFilter;

/**
 * What happens to every request before the security chain: it is counted, gets its id and
 * its security headers, and stops here when there is no such path or method.
 */
@Configuration(proxyBeanMethods = false)
class SurfaceConfiguration {

	/** First of all; a refusal by anything behind is counted and carries the id. */
	private static final int FIRST = Ordered.HIGHEST_PRECEDENCE;

	/** Room for the filter that turns exceptions into problems. */
	private static final int LATER = FIRST + 10;

	@Bean
	FilterRegistrationBean<RequestMeterFilter> requestMeterFilter(MeterRegistry meters) {
		return ordered(new RequestMeterFilter(new RequestMeters(meters)), FIRST);
	}

	@Bean
	FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
		return ordered(new RequestIdFilter(), FIRST + 1);
	}

	@Bean
	FilterRegistrationBean<HeaderWriterFilter> securityHeadersFilter() {
		return ordered(SecurityHeaders.filter(), FIRST + 2);
	}

	@Bean
	FilterRegistrationBean<SurfaceFilter> surfaceFilter() {
		return ordered(new SurfaceFilter(), LATER);
	}

	private static <T extends jakarta.servlet.Filter> FilterRegistrationBean<T> ordered(T filter, int order) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(order);
		return registration;
	}

}
