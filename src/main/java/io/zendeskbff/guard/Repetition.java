package io.zendeskbff.guard;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.account.AccountException;

/**
 * When a second attempt is made, and what came of it: {@code bff.guard.retries}, by call
 * and outcome.
 */
final class Repetition {

	private static final Duration SHORTEST = Duration.ofMillis(50);

	private static final Duration LONGEST = Duration.ofMillis(150);

	private final RetryBudget budget;

	private final RandomGenerator random;

	private final Waiting waiting;

	private final MeterRegistry meters;

	Repetition(RetryBudget budget, RandomGenerator random, Waiting waiting, MeterRegistry meters) {
		this.budget = budget;
		this.random = random;
		this.waiting = waiting;
		this.meters = meters;
	}

	/** Takes note of a first attempt. */
	void called() {
		this.budget.called();
	}

	/**
	 * How long to wait: of different length each time, so that those who failed together
	 * do not come back together, and as long as Zendesk asks for.
	 * @param first why the first attempt failed
	 */
	Duration pauseAfter(AccountException first) {
		Duration pause = Duration.ofMillis(this.random.nextLong(SHORTEST.toMillis(), LONGEST.toMillis()));
		Duration asked = Verdict.pause(first);
		return (pause.compareTo(asked) < 0) ? asked : pause;
	}

	/**
	 * Takes a second attempt out of the budget.
	 * @return false when there is none left
	 */
	boolean take() {
		return this.budget.take();
	}

	void pause(Duration length) {
		this.waiting.pause(length);
	}

	/**
	 * Takes note of what came of a second attempt.
	 * @param call which call
	 * @param outcome ok, or the slug of what came instead
	 */
	void ended(String call, String outcome) {
		Counter.builder("bff.guard.retries")
			.description("Second attempts to read or update Zendesk's account")
			.tag("call", call)
			.tag("outcome", outcome)
			.register(this.meters)
			.increment();
	}

	/** Lets time pass. */
	@FunctionalInterface
	interface Waiting {

		void pause(Duration length);

	}

}
