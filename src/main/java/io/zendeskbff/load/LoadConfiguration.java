package io.zendeskbff.load;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import jakarta.servlet.Filter;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Bounds what the service takes on, and drains it at a stop.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrainProperties.class)
class LoadConfiguration {

	/** Behind the request id and the security headers. */
	private static final int EARLY = Ordered.HIGHEST_PRECEDENCE + 4;

	/** Threads for those who are refused, however many are let in. */
	private static final int REFUSING = 50;

	@Bean
	Drain drain(DrainProperties properties) {
		return new Drain(properties.drainPeriod());
	}

	@Bean
	FilterRegistrationBean<DrainFilter> drainFilter(Drain drain) {
		return ordered(new DrainFilter(drain), EARLY);
	}

	/** Behind what turns exceptions into problems. */
	@Bean
	FilterRegistrationBean<LoadFilter> loadFilter(BulkheadRegistry bulkheads) {
		return ordered(new LoadFilter(requests(bulkheads)), EARLY + 3);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedThreads(BulkheadRegistry bulkheads) {
		int most = requests(bulkheads).getBulkheadConfig().getMaxConcurrentCalls() + REFUSING;
		return (factory) -> factory
			.addProtocolHandlerCustomizers((protocol) -> protocol.setExecutor(new BoundedThreads(most)));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> leftovers() {
		return (factory) -> factory.addEngineValves(new LeftoverValve(REFUSING / 2));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> encodedHeaders() {
		return (factory) -> factory.addEngineValves(new HeaderValve());
	}

	/**
	 * Each connection has these buffers for as long as it is open, idle or not: with
	 * Tomcat's 16 KiB, ten thousand of them would fill the heap.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallConnections() {
		return (factory) -> factory.addConnectorCustomizers((connector) -> {
			connector.setProperty("socket.appReadBufSize", "2048");
			connector.setProperty("socket.appWriteBufSize", "2048");
		});
	}

	private static Bulkhead requests(BulkheadRegistry bulkheads) {
		return bulkheads.bulkhead("requests");
	}

	private static <T extends Filter> FilterRegistrationBean<T> ordered(T filter, int order) {
		FilterRegistrationBean<T> registration = new FilterRegistrationBean<>(filter);
		registration.setOrder(order);
		return registration;
	}

}
