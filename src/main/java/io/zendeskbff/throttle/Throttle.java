package io.zendeskbff.throttle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.springframework.http.HttpHeaders;

/**
 * Stands before every request to Zendesk's API: none is sent while Zendesk throttles us,
 * nor beyond our own budget.
 */
public final class Throttle {

	/** How long Zendesk is left alone when it throttles without saying for how long. */
	public static final Duration OWN_PAUSE = Duration.ofSeconds(30);

	private static final int TOO_MANY_REQUESTS = 429;

	/** Zendesk Support documents it; Chat may send it too. */
	private static final String REMAINING = "X-Rate-Limit-Remaining";

	private final RequestBudget budget;

	private final Pause pause;

	private final InstantSource clock;

	Throttle(int requestsPerMinute, LongSupplier nanoTime, InstantSource clock) {
		this.budget = new RequestBudget(requestsPerMinute, nanoTime);
		this.pause = new Pause(nanoTime);
		this.clock = clock;
	}

	/**
	 * Asks whether a request may be sent now, and counts it if so.
	 * @param share whose share of the budget it is taken from
	 * @return empty when it may; otherwise how long to wait before asking again
	 */
	public Optional<Duration> take(Share share) {
		Optional<Duration> rest = this.pause.rest();
		if (rest.isPresent() || this.budget.take(share)) {
			return rest;
		}
		return Optional.of(this.budget.pause(share));
	}

	/**
	 * Takes note of what an answer says of limits.
	 * @param status its status
	 * @param headers its headers
	 */
	public void heed(int status, HttpHeaders headers) {
		if (status == TOO_MANY_REQUESTS) {
			this.pause.begin(RetryAfter.parse(headers.getOrEmpty(HttpHeaders.RETRY_AFTER), this.clock.instant())
				.orElse(OWN_PAUSE));
		}
		remaining(headers.getOrEmpty(REMAINING)).ifPresent(this.budget::heed);
	}

	private static Optional<Long> remaining(List<String> lines) {
		return lines.stream()
			.map(String::strip)
			.filter((line) -> line.matches("[0-9]{1,9}"))
			.findAny()
			.map(Long::valueOf);
	}

	/** How many requests are left in this minute. */
	long left() {
		return this.budget.left();
	}

	/** How long Zendesk is still left alone. */
	Duration rest() {
		return this.pause.rest().orElse(Duration.ZERO);
	}

	/** How long Zendesk was, or will be, left alone in all. */
	Duration paused() {
		return this.pause.total();
	}

	/** Forgets what was sent and what Zendesk said. */
	void reset() {
		this.pause.end();
		this.budget.restore();
	}

}
