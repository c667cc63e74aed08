package io.zendeskbff.throttle;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The budget of this process alone.
 */
final class RequestBudget implements Budget {

	private final int perMinute;

	private final LastMinute sent;

	RequestBudget(int perMinute, LongSupplier nanoTime) {
		this.perMinute = perMinute;
		this.sent = new LastMinute(nanoTime);
	}

	@Override
	public synchronized Optional<Duration> take(Share share) {
		if (this.sent.count() < limit(share)) {
			this.sent.add(1);
			return Optional.empty();
		}
		return Optional.of(this.sent.untilBelow(limit(share)));
	}

	@Override
	public synchronized void heed(long remaining) {
		this.sent.add(Math.max(0, left() - remaining));
	}

	/** Nobody else has to know. */
	@Override
	public void pause(Duration length) {
	}

	@Override
	public long left() {
		return Math.max(0, this.perMinute - this.sent.count());
	}

	@Override
	public void restore() {
		this.sent.clear();
	}

	private int limit(Share share) {
		return share.of(this.perMinute);
	}

}
