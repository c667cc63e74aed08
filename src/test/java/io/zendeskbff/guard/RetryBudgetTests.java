package io.zendeskbff.guard;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many second attempts there may be.
 */
class RetryBudgetTests {

	private long now;

	private final RetryBudget budget = new RetryBudget(() -> this.now);

	@ParameterizedTest
	@CsvSource({ "0, 10", "99, 10", "109, 10", "110, 11", "1000, 100" })
	void tenthOfTheCallsIsRepeatedAndTenAtAnyRateWhenAskedFor(int calls, int retries) {
		for (int i = 0; i < calls; i++) {
			this.budget.called();
		}
		assertThat(taken()).isEqualTo(retries);
	}

	@Test
	void budgetIsThereAgainWhenItsMinuteIsOver() {
		assertThat(taken()).isEqualTo(10);
		this.now += TimeUnit.SECONDS.toNanos(59);
		assertThat(taken()).isZero();
		this.now += TimeUnit.SECONDS.toNanos(2);
		assertThat(taken()).isEqualTo(10);
	}

	private int taken() {
		int taken = 0;
		while (this.budget.take()) {
			taken++;
		}
		return taken;
	}

}
