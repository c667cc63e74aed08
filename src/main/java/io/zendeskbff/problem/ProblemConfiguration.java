package io.zendeskbff.problem;

import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.openapi.ProblemCatalog;
import io.zendeskbff.portal.RoleClaim;
import io.zendeskbff.session.LoginUrl;
import io.zendeskbff.surface.Paths;
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
	ProblemCatalog problemCatalog() {
		return new ProblemCatalog(Stream.of(ProblemType.values())
			.map((type) -> new ProblemCatalog.Kind(type.slug(), type.urn(), type.status().value(), type.title()))
			.toList());
	}

	@Bean
	LoginHints loginHints(LoginUrl loginUrl, RoleClaim roles) {
		return new LoginHints(loginUrl, roles);
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

	/** Catches what comes of a read where log lines still say who the caller is. */
	@Bean
	FilterRegistrationBean<EscapedExceptionFilter> failedReadFilter(
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		FilterRegistrationBean<EscapedExceptionFilter> registration = new FilterRegistrationBean<>(
				new EscapedExceptionFilter(problems));
		registration.addUrlPatterns(Paths.ACCOUNT, Paths.CHAT_ACCOUNT);
		// Behind the security chain, before what reads.
		registration.setOrder(0);
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
