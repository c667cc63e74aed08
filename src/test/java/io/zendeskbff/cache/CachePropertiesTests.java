package io.zendeskbff.cache;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How old an account may be, as settings say.
 */
class CachePropertiesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PT-1S  | PT0S    | PT0S             | fresh-for
			PT0S   | PT-0.1S | PT0S             | stale-while-revalidate
			PT0S   | PT0S    | PT24H0.000001S   | stale-if-error
			""")
	void startIsRefusedNamingTheKeyWhenADurationIsAbsurd(Duration fresh, Duration revalidating, Duration standingIn,
			String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> new CacheProperties(fresh, revalidating, standingIn))
			.withMessage("bff.cache." + key + " must be between 0s and 1d");
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, PT0S, PT0S, false", "PT1S, PT0S, PT0S, true", "PT0S, PT1S, PT0S, true",
			"PT0S, PT0S, PT1S, true", "PT24H, PT24H, PT24H, true" })
	void nothingIsKeptWhenAllAreZero(Duration fresh, Duration revalidating, Duration standingIn, boolean keeps) {
		assertThat(new CacheProperties(fresh, revalidating, standingIn).keeps()).isEqualTo(keeps);
	}

	@Test
	void startIsRefusedWhenAFreshAccountWouldBeTooOld() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CacheProperties(Duration.ofHours(1), Duration.ZERO, Duration.ofMinutes(10)))
			.withMessage("bff.cache.stale-if-error must be at least bff.cache.fresh-for, or 0s for no stale answers");
	}

	@Test
	void nothingOlderIsServedWhenItMayNotStandIn() {
		CacheProperties strict = new CacheProperties(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ZERO);
		assertThat(strict.isFresh(Duration.ofSeconds(29))).isTrue();
		assertThat(strict.mayRenewBehind(Duration.ofSeconds(31))).isFalse();
		assertThat(strict.mayStandIn(Duration.ofNanos(1))).isFalse();
		CacheProperties shortly = new CacheProperties(Duration.ofSeconds(30), Duration.ofSeconds(30),
				Duration.ofSeconds(40));
		assertThat(shortly.mayRenewBehind(Duration.ofSeconds(40))).isTrue();
		assertThat(shortly.mayRenewBehind(Duration.ofSeconds(41))).isFalse();
	}

}
