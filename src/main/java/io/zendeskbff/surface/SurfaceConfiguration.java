package io.zendeskbff.surface;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

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
	Surface surface(ObjectProvider<Routes> switchable) {
		return new Surface(switchable.stream());
	}

	@Bean
	BodyReader bodyReader() {
		return new BodyReader(Duration.ofSeconds(10), System::nanoTime);
	}

	/**
	 * Bodies are read by the one who knows how far: the container would parse a form of
	 * anybody's, however long and slowly it comes, and would ask for a body that nobody
	 * is going to read, RFC 9110 section 10.1.1.
	 */
	@Bean
	TomcatConnectorCustomizer bodiesAreOurs() {
		return (connector) -> {
			connector.setParseBodyMethods("");
			connector.setProperty("continueResponseTiming", "onRead");
		};
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> framing() {
		return (factory) -> factory.addEngineValves(new FramingValve());
	}

	@Bean
	FilterRegistrationBean<RequestMeterFilter> requestMeterFilter(MeterRegistry meters, Surface surface) {
		return ordered(new RequestMeterFilter(new RequestMeters(meters, surface)), FIRST);
	}

	@Bean
	FilterRegistrationBean<RequestIdFilter> requestIdFilter() {
		return ordered(new RequestIdFilter(), FIRST + 1);
	}

	@Bean
	FilterRegistrationBean<HttpRequestFilter> securityHeadersFilter() {
		return ordered(SecurityHeaders::filter, FIRST + 2);
	}

	@Bean
	FilterRegistrationBean<SurfaceFilter> surfaceFilter(Surface surface) {
		return ordered(new SurfaceFilter(surface), LATER);
	}

	/** Behind what looks at the path, before the security chains and their log lines. */
	@Bean
	FilterRegistrationBean<CallbackFilter> callbackFilter() {
		FilterRegistrationBean<CallbackFilter> registration = ordered(new CallbackFilter(), LATER + 10);
		registration.addUrlPatterns(Paths.CONNECTION_CALLBACK, Paths.LOGIN_CALLBACK);
		return registration;
	}

	private static <T extends jakarta.servlet.Filter> FilterRegistrationBean<T> ordered(T filter, int order) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(order);
		return registration;
	}

}
