package io.zendeskbff.renewal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * How time passes for the connection, so that a test can let it pass.
 *
 * @param clock tells when tokens end
 * @param schedule does what is due later
 * @param executor does at once, in the background, what may block
 * @param random spreads what replicas would do together
 */
public record Timing(Clock clock, Schedule schedule, Executor executor, RandomGenerator random) {

	public Instant now() {
		return this.clock.instant();
	}

	/** Time by a clock that nobody sets back. */
	public interface Schedule {

		/**
		 * Runs a task once.
		 * @param delay how long from now
		 * @param task what to do; must not block
		 */
		void after(Duration delay, Runnable task);

		/** How much time has passed since some moment, always the same one. */
		Duration elapsed();

	}

}
