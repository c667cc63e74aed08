package io.zendeskbff.problem;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.catalina.core.StandardHost;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Puts the problems behind every way out of the service: controllers, filters, container.
 */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

	@Bean
	ProblemMeters problemMeters(MeterRegistry meters) {
		return new ProblemMeters(meters);
	}

	@Bean
	FilterRegistrationBean<EscapedExceptionFilter> escapedExceptionFilter(
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<EscapedExceptionFilter> registration = new FilterRegistrationBean<>(
				new EscapedExceptionFilter(problems));
		// Behind the request id and the headers, before everything that may fail.
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
		return registration;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems(ProblemMeters meters) {
		return (factory) -> {
			// TRACE is refused as every method is that a path does not take, with the
			// right Allow.
			factory.addConnectorCustomizers((connector) -> connector.setAllowTrace(true));
			factory.addContextCustomizers((context) -> {
				if (context.getParent() instanceof StandardHost host) {
					host.getPipeline().addValve(new ContainerProblemValve(meters));
					// Or it would make one of its own.
					host.setErrorReportValveClass(ContainerProblemValve.class.getName());
				}
			});
		};
	}

}
