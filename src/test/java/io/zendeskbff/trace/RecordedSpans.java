package io.zendeskbff.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * The spans that were ended, by OpenTelemetry's own tracer and W3C Trace Context.
 */
final class RecordedSpans implements SpanExporter {

	private final List<SpanData> spans = new ArrayList<>();

	private final SdkTracerProvider provider = SdkTracerProvider.builder()
		.addSpanProcessor(SimpleSpanProcessor.create(this))
		.build();

	void record(ObservationRegistry observations) {
		Tracer otel = this.provider.get("test");
		OtelTracer tracer = new OtelTracer(otel, new OtelCurrentTraceContext(), (_) -> {
		});
		OtelPropagator propagator = new OtelPropagator(
				ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel);
		observations.observationConfig()
			.observationHandler(new PropagatingReceiverTracingObservationHandler<>(tracer, propagator));
	}

	/** A span of no meaning. */
	void end(String name) {
		this.provider.get("test").spanBuilder(name).startSpan().end();
	}

	List<SpanData> all() {
		return List.copyOf(this.spans);
	}

	SpanData only() {
		if (this.spans.size() != 1) {
			throw new AssertionError("One span, not " + this.spans);
		}
		return this.spans.getFirst();
	}

	@Override
	public CompletableResultCode export(Collection<SpanData> ended) {
		this.spans.addAll(ended);
		return CompletableResultCode.ofSuccess();
	}

	@Override
	public CompletableResultCode flush() {
		return CompletableResultCode.ofSuccess();
	}

	@Override
	public CompletableResultCode shutdown() {
		return CompletableResultCode.ofSuccess();
	}

}
