package io.zendeskbff.trace;

import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/**
 * Spans of the HTTP client's calls. None of our tracing is Zendesk's business: whatever
 * {@code management.tracing.propagation} or {@code OTEL_PROPAGATORS} say, no header goes
 * along.
 */
final class UpstreamCallHandler extends PropagatingSenderTracingObservationHandler<SenderContext<?>> {

	UpstreamCallHandler(Tracer tracer) {
		super(tracer, Propagator.NOOP);
	}

	@Override
	public void onError(SenderContext<?> context) {
		Throwable failure = context.getError();
		if (failure != null) {
			getRequiredSpan(context).error(new CallFailed(failure.getClass().getSimpleName()));
		}
	}

}
