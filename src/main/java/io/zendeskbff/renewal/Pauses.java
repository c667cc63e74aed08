package io.zendeskbff.renewal;

import java.time.Duration;

import io.zendeskbff.connection.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * How long Zendesk's token endpoint is left alone after a failure: a minute when it has
 * refused us, otherwise from a second on, twice as long each time, up to a minute; and
 * never less than it asks for.
 */
final class Pauses {

	private static final Duration LONGEST = Duration.ofMinutes(1);

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/** Zendesk's servers may not all know a new token at once. */
	private static final Duration AFTER_REFUSED_TOKENS = Duration.ofSeconds(5);

	private static final int MOST_DOUBLINGS = 6;

	private final Timing timing;

	private @Nullable Pause present;

	private int failures;

	Pauses(Timing timing) {
		this.timing = timing;
	}

	/** Why there is a pause now, null when there is none. */
	synchronized @Nullable ConnectionException failure() {
		Pause pause = this.present;
		return (pause != null) ? pause.failureAt(this.timing.schedule().elapsed()) : null;
	}

	/** A pause takes the place of the one before, and does not end sooner. */
	synchronized void begin(ConnectionException why) {
		Pause pause = new Pause(why, this.timing.schedule().elapsed(), longer(length(why), rest()));
		this.present = pause;
		this.timing.schedule().after(pause.length(), () -> end(pause));
		if (why.reason() != ConnectionException.Reason.STORE_AWAY) {
			this.failures = Math.min(this.failures + 1, MOST_DOUBLINGS);
		}
	}

	synchronized void end() {
		this.present = null;
		this.failures = 0;
	}

	/** The next attempt may be made, and nothing is known to be well yet. */
	private synchronized void end(Pause pause) {
		if (pause.equals(this.present)) {
			this.present = null;
		}
	}

	private Duration rest() {
		Pause pause = this.present;
		return (pause != null) ? pause.rest(this.timing.schedule().elapsed()) : Duration.ZERO;
	}

	private Duration length(ConnectionException why) {
		Duration own = switch (why.reason()) {
			case REFUSED, OTHER_ACCOUNT, NO_REFRESH_TOKEN -> LONGEST;
			case TOKENS_REFUSED -> doubled(AFTER_REFUSED_TOKENS);
			case STORE_AWAY -> SHORTEST;
			case UNAVAILABLE, TIMED_OUT, INVALID, NOT_CONNECTED, READ_ONLY_SCOPE -> doubled(SHORTEST);
		};
		return longer(own, why.retryAfter().orElse(own));
	}

	/** Plus up to a fifth, so that replicas do not come back together. */
	private Duration doubled(Duration first) {
		Duration length = shorter(first.multipliedBy(1L << this.failures), LONGEST);
		return length.plusMillis(this.timing.random().nextLong(length.toMillis() / 5));
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	/** A pause, and why there is one. */
	private record Pause(ConnectionException why, Duration begun, Duration length) {

		/** With the rest of the pause where Zendesk has asked for one. */
		ConnectionException failureAt(Duration now) {
			return this.why.retryAfter().map((_) -> this.why.again(rest(now))).orElse(this.why);
		}

		Duration rest(Duration now) {
			return longer(this.length.minus(now.minus(this.begun)), Duration.ZERO);
		}

	}

}
