package io.zendeskbff.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.zendeskbff.account.ZendeskAccounts;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.observation.SecurityObservationSettings;

/**
 * Puts spans around what goes upstream, and none anywhere else.
 */
@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

	@Bean
	@Primary
	ZendeskAccounts tracedAccounts(@Qualifier("guardedAccounts") ZendeskAccounts accounts,
			ObservationRegistry observations) {
		return new TracedAccounts(accounts, observations);
	}

	/** In the place of Spring Boot's own, which sends headers. */
	@Bean
	@Order(MicrometerTracingAutoConfiguration.SENDER_TRACING_OBSERVATION_HANDLER_ORDER)
	UpstreamCallHandler upstreamCallHandler(Tracer tracer) {
		return new UpstreamCallHandler(tracer);
	}

	/** There is one only where an endpoint is configured. */
	@Bean
	SpanExporters spanExporters(ObjectProvider<SpanExporter> exporters, MeterRegistry meters) {
		return SpanExporters
			.of(exporters.orderedStream().map((exporter) -> new CollectorExporter(exporter, meters)).toList());
	}

	/** Of every request, hit or not, Spring Security would observe two steps. */
	@Bean
	SecurityObservationSettings securityObservationSettings() {
		return SecurityObservationSettings.noObservations();
	}

}
