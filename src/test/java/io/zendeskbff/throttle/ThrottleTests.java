package io.zendeskbff.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * When a request may be sent to Zendesk, and when it may if not now.
 */
class ThrottleTests {

	private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

	private long now;

	private final Throttle throttle = throttle(180);

	@ParameterizedTest
	@CsvSource({ "180, 162", "10, 9", "11, 9", "5, 4", "2, 1" })
	void tenthIsKeptForUpdatesWhenReadsHaveUsedTheRest(int perMinute, int forReads) {
		Throttle small = throttle(perMinute);
		assertThat(taken(small, Share.READS)).isEqualTo(forReads);
		assertThat(taken(small, Share.UPDATES)).isEqualTo(perMinute - forReads);
		assertThat(small.take(Share.UPDATES)).contains(Duration.ofSeconds(61));
		assertThat(small.left()).isZero();
	}

	@Test
	void requestsComeBackOneByOneWhenTheirMinuteIsOver() {
		taken(this.throttle, Share.UPDATES);
		pass(Duration.ofSeconds(30));
		assertThat(this.throttle.take(Share.READS)).contains(Duration.ofSeconds(31));
		pass(Duration.ofSeconds(31));
		assertThat(this.throttle.take(Share.READS)).isEmpty();
		assertThat(this.throttle.left()).isEqualTo(179);
	}

	@Test
	void noMoreThanTheBudgetIsTakenWhenManyAskAtOnce() {
		AtomicInteger taken = new AtomicInteger();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 2_000; i++) {
				callers.execute(() -> this.throttle.take(Share.UPDATES).ifPresentOrElse((_) -> {
				}, taken::incrementAndGet));
			}
		}
		assertThat(taken).hasValue(180);
	}

	@ParameterizedTest
	@CsvSource({ "30, 30", "'50, 47', 50", "soon, 30", "1000000000000, 300" })
	void nothingIsSentWhenZendeskThrottles(String retryAfter, int seconds) {
		heed(429, HttpHeaders.RETRY_AFTER, retryAfter);
		for (Share share : Share.values()) {
			assertThat(this.throttle.take(share)).contains(Duration.ofSeconds(seconds));
		}
		pass(Duration.ofSeconds(seconds).minusNanos(1));
		assertThat(this.throttle.take(Share.UPDATES)).contains(Duration.ofNanos(1));
		pass(Duration.ofNanos(1));
		assertThat(this.throttle.take(Share.UPDATES)).isEmpty();
		assertThat(this.throttle.left()).isEqualTo(179);
	}

	@Test
	void zendeskIsLeftAloneForOurOwnPauseWhenItSaysNothing() {
		this.throttle.heed(429, new HttpHeaders());
		assertThat(this.throttle.take(Share.READS)).contains(Throttle.OWN_PAUSE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "Wed, 25 Nov 2026 11:59:00 GMT" })
	void requestsGoOnWhenThePauseIsOverAlready(String retryAfter) {
		heed(429, HttpHeaders.RETRY_AFTER, retryAfter);
		assertThat(this.throttle.take(Share.READS)).isEmpty();
	}

	@Test
	void longestPauseHoldsWhenAnswersDiffer() {
		heed(429, HttpHeaders.RETRY_AFTER, "40");
		pass(Duration.ofSeconds(5));
		heed(429, HttpHeaders.RETRY_AFTER, "10");
		assertThat(this.throttle.take(Share.READS)).contains(Duration.ofSeconds(35));
		heed(429, HttpHeaders.RETRY_AFTER, "60");
		assertThat(this.throttle.take(Share.READS)).contains(Duration.ofSeconds(60));
		assertThat(this.throttle.paused()).isEqualTo(Duration.ofSeconds(65));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 401, 500, 503 })
	void requestsGoOnWhenAnotherStatusAsksForAPause(int status) {
		heed(status, HttpHeaders.RETRY_AFTER, "30");
		assertThat(this.throttle.take(Share.READS)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "17, 17", " 17 , 17", "179, 179", "500, 179", "-1, 179", "many, 179", "'', 179" })
	void budgetIsWhatZendeskSaysWhenThatIsLess(String remaining, int left) {
		assertThat(this.throttle.take(Share.READS)).isEmpty();
		heed(200, "X-Rate-Limit-Remaining", remaining);
		assertThat(this.throttle.left()).isEqualTo(left);
		pass(Duration.ofSeconds(61));
		assertThat(this.throttle.left()).isEqualTo(180);
	}

	@Test
	void metersTellOfBudgetAndPauseWhenScraped() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new ThrottleMeters(this.throttle).bindTo(meters);
		this.throttle.take(Share.READS);
		heed(429, HttpHeaders.RETRY_AFTER, "30");
		pass(Duration.ofSeconds(10));
		assertThat(meters.get("bff.throttle.left").gauge().value()).isEqualTo(179);
		assertThat(meters.get("bff.throttle.rest").gauge().value()).isEqualTo(20);
		assertThat(meters.get("bff.throttle.paused").functionCounter().count()).isEqualTo(30);
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 1 })
	void startFailsWhenThereWouldBeNothingForReadsOrUpdates(int perMinute) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ThrottleProperties(perMinute))
			.withMessage("bff.zendesk.requests-per-minute must be at least 2");
	}

	private static int taken(Throttle throttle, Share share) {
		int taken = 0;
		for (Optional<Duration> rest = throttle.take(share); rest.isEmpty(); rest = throttle.take(share)) {
			taken++;
		}
		return taken;
	}

	private void heed(int status, String name, String value) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(name, value);
		this.throttle.heed(status, headers);
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private Throttle throttle(int perMinute) {
		return new Throttle(new Pause(() -> this.now), new RequestBudget(perMinute, () -> this.now), () -> NOON);
	}

}
