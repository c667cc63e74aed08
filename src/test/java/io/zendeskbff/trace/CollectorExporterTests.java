package io.zendeskbff.trace;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.zendeskbff.upstream.RecordedLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A collector comes and goes: what is counted and what is said.
 */
class CollectorExporterTests {

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final Deque<CompletableResultCode> results = new ArrayDeque<>();

	private final CollectorExporter exporter = new CollectorExporter(new SpanExporter() {

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			CompletableResultCode result = new CompletableResultCode();
			CollectorExporterTests.this.results.add(result);
			return result;
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofFailure();
		}

	}, this.meters);

	@Test
	void absenceAndReturnAreOneLineEachWhenTheCollectorComesAndGoes() {
		try (RecordedLog log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.trace")) {
			exported(true, true);
			assertThat(log.lines()).isEmpty();
			exported(false, false, false);
			assertThat(log.lines()).hasSize(1).first().asString().startsWith("WARN Spans are lost");
			exported(true, true);
			assertThat(log.lines()).hasSize(2).last().asString().startsWith("INFO Spans are exported again");
			exported(false);
			assertThat(log.lines()).hasSize(3).noneMatch((line) -> line.contains("\tat "));
		}
	}

	@Test
	void spansAreCountedWhenTheirFateIsKnown() {
		CompletableResultCode result = this.exporter.export(spans(3));
		assertThat(this.meters.getMeters()).isEmpty();
		this.results.remove().succeed();
		assertThat(result.isSuccess()).isTrue();
		this.exporter.export(spans(2));
		this.results.remove().fail();
		assertThat(this.meters.get("bff.trace.spans").tag("outcome", "exported").counter().count()).isEqualTo(3);
		assertThat(this.meters.get("bff.trace.spans").tag("outcome", "lost").counter().count()).isEqualTo(2);
	}

	@Test
	void flushAndShutdownAreTheExportersWhenAsked() {
		assertThat(this.exporter.flush().isSuccess()).isTrue();
		assertThat(this.exporter.shutdown().isSuccess()).isFalse();
	}

	private void exported(boolean... taken) {
		for (boolean one : taken) {
			this.exporter.export(spans(1));
			CompletableResultCode result = this.results.remove();
			CompletableResultCode _ = one ? result.succeed() : result.fail();
		}
	}

	/** Nobody looks at them. */
	private static List<SpanData> spans(int count) {
		RecordedSpans recorded = new RecordedSpans();
		for (int i = 0; i < count; i++) {
			recorded.end("any");
		}
		return recorded.all();
	}

}
