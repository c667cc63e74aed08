package io.zendeskbff.renewal;

import java.time.Duration;

import io.zendeskbff.connection.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * How long Zendesk's token endpoint is left alone after a failure: a minute when it has
 * refused us, otherwise from a second on, twice as long each time, up to a minute.
 */
final class Pauses {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/** Zendesk's servers may not all know a new token at once. */
	private static final Duration AFTER_REFUSED_TOKENS = Duration.ofSeconds(5);

	private static final int MOST_DOUBLINGS = 6;

	private final Timing timing;

	private @Nullable ConnectionException failure;

	private int failures;

	Pauses(Timing timing) {
		this.timing = timing;
	}

	/** Why there is a pause now, null when there is none. */
	synchronized @Nullable ConnectionException failure() {
		return this.failure;
	}

	synchronized void begin(ConnectionException why) {
		this.failure = why;
		this.timing.schedule().after(length(why), () -> end(why));
		this.failures = Math.min(this.failures + 1, MOST_DOUBLINGS);
	}

	synchronized void end() {
		this.failure = null;
		this.failures = 0;
	}

	/** The next attempt may be made, and nothing is known to be well yet. */
	private synchronized void end(ConnectionException why) {
		if (this.failure == why) {
			this.failure = null;
		}
	}

	private Duration length(ConnectionException why) {
		return switch (why.reason()) {
			case REFUSED, OTHER_ACCOUNT, NO_REFRESH_TOKEN -> LONGEST;
			case TOKENS_REFUSED -> doubled(AFTER_REFUSED_TOKENS);
			case UNAVAILABLE, TIMED_OUT, INVALID, NOT_CONNECTED, READ_ONLY_SCOPE -> doubled(SHORTEST);
		};
	}

	/** Plus up to a fifth, so that replicas do not come back together. */
	private Duration doubled(Duration first) {
		Duration length = first.multipliedBy(1L << this.failures);
		Duration bounded = (length.compareTo(LONGEST) < 0) ? length : LONGEST;
		return bounded.plusMillis(this.timing.random().nextLong(bounded.toMillis() / 5));
	}

}
