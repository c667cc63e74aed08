package io.zendeskbff.shelf;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What time it is in the store.
 */
class StoreClockTests {

	private final StoreClock clock = new StoreClock(InstantSource.fixed(Instant.ofEpochSecond(1_000)));

	@Test
	void ownTimeStandsInWhenTheStoresIsUnknown() {
		assertNear(1_000);
	}

	@Test
	void timeIsTheLatestWhenAnAnswerOfTheSameStoreWasSlow() {
		this.clock.read(2_000_000, false);
		assertNear(2_000);
		this.clock.read(1_500_000, false);
		assertNear(2_000);
		this.clock.read(2_500_000, false);
		assertNear(2_500);
	}

	@Test
	void timeGoesBackWhenTheStoreIsAnother() {
		this.clock.read(2_000_000, false);
		this.clock.read(1_500_000, true);
		assertNear(1_500);
	}

	/** Within a minute, which no test takes. */
	private void assertNear(long seconds) {
		assertThat(this.clock.now()).isBetween(Duration.ofSeconds(seconds).toNanos(),
				Duration.ofSeconds(seconds + 60).toNanos());
	}

}
