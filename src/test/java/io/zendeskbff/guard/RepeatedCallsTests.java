package io.zendeskbff.guard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.StatusException;
import io.zendeskbff.upstream.TransportException.Fault;
import io.zendeskbff.upstream.TransportFailures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * When there is a second attempt, how long after the first, and which failure is told.
 */
class RepeatedCallsTests {

	private static final BillingUpdate UPDATE = new BillingUpdate(
			new LinkedHashMap<>(Map.of(BillingField.CITY, "Bern")));

	private final AccountException down = failure(Applied.UNKNOWN, new StatusException(502, null));

	private final AccountException refused = failure(Applied.NO, TransportFailures.unsent(Fault.UNREACHABLE));

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final List<Duration> pauses = new ArrayList<>();

	private final FakeCalls zendesk = new FakeCalls();

	private final AccountCalls calls = new RepeatedCalls(this.zendesk,
			new Repetition(new RetryBudget(() -> 0), new Random(1), this.pauses::add, this.meters));

	@Test
	void readSucceedsWhenTheSecondAttemptDoes() {
		this.zendesk.failing(this.down);
		assertThat(this.calls.read(plenty())).isSameAs(FakeCalls.ACCOUNT);
		assertThat(this.zendesk.made()).isEqualTo(2);
		assertThat(this.pauses).singleElement()
			.satisfies((pause) -> assertThat(pause).isBetween(Duration.ofMillis(50), Duration.ofMillis(150)));
		assertThat(retries("read", "ok")).isOne();
	}

	@Test
	void lastFailureIsToldWhenTheSecondAttemptFailsToo() {
		this.zendesk.failing(this.down, this.refused, this.down);
		assertThatThrownBy(() -> this.calls.read(plenty())).isSameAs(this.refused);
		assertThat(this.zendesk.made()).isEqualTo(2);
		assertThat(retries("read", "upstream-failed")).isOne();
	}

	@Test
	void firstFailureIsToldWhenWeDoNotMakeTheSecondCall() {
		AccountException open = failure(Applied.NO,
				CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("test")));
		this.zendesk.failing(this.down, open);
		assertThatThrownBy(() -> this.calls.read(plenty())).isSameAs(this.down);
		this.zendesk.failing(this.refused, open);
		assertThatThrownBy(() -> this.calls.put(UPDATE, plenty())).isSameAs(this.refused);
	}

	@Test
	void readIsNotRepeatedWhenThatHasNoChance() {
		AccountException forbidden = failure(Applied.NO, new StatusException(500, null));
		this.zendesk.failing(forbidden);
		assertThatThrownBy(() -> this.calls.read(plenty())).isSameAs(forbidden);
		assertThat(this.zendesk.made()).isOne();
		assertThat(this.pauses).isEmpty();
	}

	@Test
	void updateIsRepeatedOnceWhenNothingWasSent() {
		this.zendesk.failing(this.refused);
		this.calls.put(UPDATE, plenty());
		assertThat(this.zendesk.made()).isEqualTo(2);
		assertThat(retries("update", "ok")).isOne();
		this.zendesk.failing(this.refused, this.refused);
		assertThatThrownBy(() -> this.calls.put(UPDATE, plenty())).isSameAs(this.refused);
		assertThat(this.zendesk.made()).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "THROTTLED")
	void updateIsNeverRepeatedWhenAByteOfItMayHaveLeft(Fault fault) {
		this.zendesk.failing(failure(Applied.UNKNOWN, TransportFailures.sent(fault)));
		assertThat(catchThrowable(() -> this.calls.put(UPDATE, plenty()))).isInstanceOf(AccountException.class);
		assertThat(this.zendesk.made()).isOne();
	}

	@ParameterizedTest
	@ValueSource(ints = { 502, 503, 504 })
	void updateIsNeverRepeatedWhenZendeskHasAnswered(int status) {
		this.zendesk.failing(failure(Applied.UNKNOWN, new StatusException(status, Duration.ZERO)));
		assertThat(catchThrowable(() -> this.calls.put(UPDATE, plenty()))).isInstanceOf(AccountException.class);
		assertThat(this.zendesk.made()).isOne();
	}

	@Test
	void zendesksPauseIsKeptWhenItFitsTheDeadline() {
		this.zendesk.failing(failure(Applied.NO, new StatusException(503, Duration.ofSeconds(2))));
		this.calls.read(plenty());
		assertThat(this.pauses).containsExactly(Duration.ofSeconds(2));
	}

	@Test
	void readIsNotRepeatedWhenThePauseIsLongerThanTheDeadline() {
		AccountException failure = failure(Applied.NO, new StatusException(503, Duration.ofSeconds(100)));
		this.zendesk.failing(failure);
		assertThatThrownBy(() -> this.calls.read(plenty())).isSameAs(failure);
		this.zendesk.failing(this.down);
		assertThatThrownBy(() -> this.calls.read(Allowance.toRead(Duration.ofMillis(40)))).isSameAs(this.down);
		assertThat(this.zendesk.made()).isEqualTo(2);
	}

	@Test
	void secondAttemptsAreATenthOfTheCallsWhenAllFail() {
		for (int call = 1; call <= 2_000; call++) {
			this.zendesk.failing(this.down, this.down);
			assertThat(catchThrowable(() -> this.calls.read(plenty()))).isSameAs(this.down);
			this.zendesk.forget();
			assertThat(this.zendesk.made()).isLessThanOrEqualTo(call + Math.max(10, call / 10));
		}
		assertThat(this.zendesk.made()).isEqualTo(2_200);
	}

	private double retries(String call, String outcome) {
		return this.meters.get("bff.guard.retries").tags("call", call, "outcome", outcome).counter().count();
	}

	private static Allowance plenty() {
		return Allowance.toRead(Duration.ofSeconds(60));
	}

	private static AccountException failure(Applied applied, Throwable cause) {
		return new AccountException(Failure.Plain.BROKEN, applied, cause);
	}

}
