package io.zendeskbff.throttle;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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

	private final Budget budget;

	private final Pause pause;

	private final InstantSource clock;

	/**
	 * Lets through what both let through.
	 * @param pause when none may be sent
	 * @param budget how many may
	 * @param clock for dates in what Zendesk says
	 */
	Throttle(Pause pause, Budget budget, InstantSource clock) {
		this.pause = pause;
		this.budget = budget;
		this.clock = clock;
	}

	/**
	 * Asks whether a request may be sent now, and counts it if so.
	 * @param share whose share of the budget it is taken from
	 * @return empty when it may; otherwise how long to wait before asking again
	 */
	public Optional<Duration> take(Share share) {
		Optional<Duration> rest = this.pause.rest();
		return rest.isPresent() ? rest : this.budget.take(share);
	}

	/**
	 * Takes note of what an answer says of limits.
	 * @param status its status
	 * @param headers its headers
	 */
	public void heed(int status, HttpHeaders headers) {
		if (status == TOO_MANY_REQUESTS) {
			Duration length = RetryAfter.parse(headers.getOrEmpty(HttpHeaders.RETRY_AFTER), this.clock.instant())
				.orElse(OWN_PAUSE);
			this.pause.begin(length);
			this.budget.pause(length);
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
