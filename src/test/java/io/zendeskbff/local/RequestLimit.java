package io.zendeskbff.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many requests Zendesk takes in any one minute.
 */
final class RequestLimit {

	static final int ZENDESK = 200;

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private final InstantSource clock;

	private final Deque<Instant> taken = new ArrayDeque<>();

	private int perMinute = ZENDESK;

	RequestLimit(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Takes one request out of the limit.
	 * @return the seconds to wait until the next one may come, 0 when this one was taken
	 */
	synchronized long take() {
		Instant now = this.clock.instant();
		while (!this.taken.isEmpty() && !this.taken.getFirst().isAfter(now.minus(WINDOW))) {
			this.taken.removeFirst();
		}
		if (this.taken.size() < this.perMinute) {
			this.taken.addLast(now);
			return 0;
		}
		return Math.max(1, Duration.between(now, this.taken.getFirst().plus(WINDOW)).toSeconds());
	}

	synchronized void reset(int requestsPerMinute) {
		this.perMinute = requestsPerMinute;
		this.taken.clear();
	}

}
