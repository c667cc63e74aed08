package io.zendeskbff.store;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a holder counts as dead. The clock overflows on the way, as a nano time may.
 */
class SilenceWatchTests {

	private long now = Long.MAX_VALUE - 1;

	private final SilenceWatch watch = new SilenceWatch(true, () -> this.now);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			silent:somebody | PT5S          | silent:somebody
			silent:somebody | PT4.999999999S | ''
			silent:         | PT5S          | silent:
			living          | PT1H          | ''
			""")
	void silenceCountsWhenItHasLastedLongEnough(String answer, Duration passed, String silent) {
		this.watch.see(answer);
		pass(passed);
		this.watch.see(answer);
		assertThat(this.watch.silent()).isEqualTo(silent);
	}

	@Test
	void silenceBeginsAnewWhenAnotherIsSilent() {
		this.watch.see("silent:one");
		pass(Duration.ofSeconds(4));
		this.watch.see("silent:other");
		pass(Duration.ofSeconds(4));
		assertThat(this.watch.silent()).isEmpty();
		pass(Duration.ofSeconds(1));
		assertThat(this.watch.silent()).isEqualTo("silent:other");
	}

	@Test
	void silenceBeginsAnewWhenTheHolderWasHeardMeanwhile() {
		this.watch.see("silent:one");
		pass(Duration.ofSeconds(4));
		this.watch.see("living");
		this.watch.see("silent:one");
		pass(Duration.ofSeconds(4));
		assertThat(this.watch.silent()).isEmpty();
	}

	@Test
	void nobodyIsDeadWhenTheLeaseIsNotToBeTaken() {
		SilenceWatch never = new SilenceWatch(false, () -> this.now);
		never.see("silent:somebody");
		pass(Duration.ofHours(1));
		assertThat(never.silent()).isEmpty();
	}

	@Test
	void nothingHasBeenSilentWhenNothingWasSeen() {
		pass(Duration.ofHours(1));
		assertThat(this.watch.silent()).isEmpty();
		assertThat(this.watch.isUnsettled()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "silent:, true", "silent:somebody, false", "living, false" })
	void leaseMayHaveGotLostWhenNobodyHasIt(String answer, boolean unsettled) {
		this.watch.see(answer);
		assertThat(this.watch.isUnsettled()).isEqualTo(unsettled);
	}

	private void pass(Duration duration) {
		this.now += duration.toNanos();
	}

}
