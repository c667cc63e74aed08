package io.zendeskbff.trace;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to the collector, counts them as {@code bff.trace.spans}, by outcome, and
 * says once that it is away. OpenTelemetry's own exporters do so again and again, as an
 * error with its stack; their loggers are off.
 */
final class CollectorExporter implements SpanExporter {

	private static final Logger LOGGER = LoggerFactory.getLogger(CollectorExporter.class);

	private final SpanExporter exporter;

	private final MeterRegistry meters;

	private final AtomicBoolean away = new AtomicBoolean();

	CollectorExporter(SpanExporter exporter, MeterRegistry meters) {
		this.exporter = exporter;
		this.meters = meters;
	}

	@Override
	public CompletableResultCode export(Collection<SpanData> spans) {
		int count = spans.size();
		CompletableResultCode result = this.exporter.export(spans);
		return result.whenComplete(() -> note(result.isSuccess(), count));
	}

	private void note(boolean taken, int count) {
		this.meters.counter("bff.trace.spans", "outcome", taken ? "exported" : "lost").increment(count);
		if (taken && this.away.compareAndSet(true, false)) {
			LOGGER.atInfo().log("Spans are exported again");
		}
		if (!taken && this.away.compareAndSet(false, true)) {
			LOGGER.atWarn().log("Spans are lost, because the collector does not take them");
		}
	}

	@Override
	public CompletableResultCode flush() {
		return this.exporter.flush();
	}

	@Override
	public CompletableResultCode shutdown() {
		return this.exporter.shutdown();
	}

}
