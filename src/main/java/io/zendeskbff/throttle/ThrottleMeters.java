package io.zendeskbff.throttle;

import java.time.Duration;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@code bff.throttle.left}, the requests that are left in this minute;
 * {@code bff.throttle.rest}, how long Zendesk is still left alone because it throttles;
 * and {@code bff.throttle.paused}, how long it was in all. All in seconds but the first.
 */
final class ThrottleMeters implements MeterBinder {

	private final Throttle throttle;

	ThrottleMeters(Throttle throttle) {
		this.throttle = throttle;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("bff.throttle.left", this.throttle, Throttle::left)
			.description("Requests to Zendesk that are left of this minute's budget")
			.register(registry);
		Gauge.builder("bff.throttle.rest", this.throttle, (one) -> seconds(one.rest()))
			.description("Time until Zendesk may be called again after throttling us")
			.baseUnit("seconds")
			.register(registry);
		FunctionCounter.builder("bff.throttle.paused", this.throttle, (one) -> seconds(one.paused()))
			.description("Time for which Zendesk was left alone because it throttled us")
			.baseUnit("seconds")
			.register(registry);
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1000.0;
	}

}
