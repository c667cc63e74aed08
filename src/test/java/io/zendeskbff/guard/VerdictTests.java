package io.zendeskbff.guard;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.InvalidAccountException;
import io.zendeskbff.upstream.StatusException;
import io.zendeskbff.upstream.TransportException.Fault;
import io.zendeskbff.upstream.TransportFailures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What each failure says of the next call.
 */
class VerdictTests {

	@ParameterizedTest
	@CsvSource({ "UNREACHABLE, true, true, true", "TIMED_OUT, true, true, false", "BROKEN, true, true, true",
			"UNTRUSTED, true, false, false", "CUT, true, true, true", "INVALID, true, false, false",
			"THROTTLED, false, false, false", "OVERLOADED, false, false, false" })
	void faultOnTheWireIsJudgedWhenNothingWasSentOrSomething(Fault fault, boolean zendesks, boolean unsent,
			boolean sent) {
		AccountException before = of(TransportFailures.unsent(fault));
		assertThat(Verdict.isZendesksFault(before)).isEqualTo(zendesks);
		assertThat(Verdict.mayHeal(before)).isEqualTo(unsent);
		assertThat(Verdict.isUnsent(before)).isEqualTo(unsent);
		assertThat(Verdict.isOurRefusal(before)).isEqualTo(!zendesks);
		if (zendesks) {
			AccountException after = of(TransportFailures.sent(fault));
			assertThat(Verdict.mayHeal(after)).isEqualTo(sent);
			assertThat(Verdict.isUnsent(after)).isFalse();
			assertThat(Verdict.isOurRefusal(after)).isFalse();
		}
	}

	@ParameterizedTest
	@CsvSource({ "201, true, false", "204, true, false", "206, true, false", "302, true, false", "304, true, false",
			"400, false, false", "401, false, false", "403, false, false", "404, false, false", "405, false, false",
			"410, false, false", "422, false, false", "429, false, false", "499, false, false", "500, true, false",
			"501, true, false", "502, true, true", "503, true, true", "504, true, true", "505, true, false",
			"599, true, false", "999, true, false" })
	void statusIsJudgedWhenItIsNoSuccess(int status, boolean zendesks, boolean heals) {
		AccountException failure = of(new StatusException(status, null));
		assertThat(Verdict.isZendesksFault(failure)).isEqualTo(zendesks);
		assertThat(Verdict.mayHeal(failure)).isEqualTo(heals);
		assertThat(Verdict.isUnsent(failure)).isFalse();
		assertThat(Verdict.isOurRefusal(failure)).isFalse();
		assertThat(Verdict.pause(failure)).isZero();
		assertThat(Verdict.pause(of(new StatusException(status, Duration.ofSeconds(3))))).hasSeconds(3);
	}

	@Test
	void zendeskIsAtFaultWithoutHopeWhenItsBodyIsNoAccount() {
		for (AccountException failure : new AccountException[] { of(null), of(noAccount()) }) {
			assertThat(Verdict.isZendesksFault(failure)).isTrue();
			assertThat(Verdict.mayHeal(failure)).isFalse();
		}
	}

	@Test
	void nobodyIsAtFaultWhenTheReasonIsOurs() {
		CallNotPermittedException open = CallNotPermittedException
			.createCallNotPermittedException(CircuitBreaker.ofDefaults("test"));
		assertThat(Verdict.isOurRefusal(of(open))).isTrue();
		for (Throwable other : new Throwable[] { of(open), of(new IllegalStateException()), new IllegalStateException(),
				new AccountException(Failure.Plain.PRECONDITION_FAILED, Applied.NO) }) {
			assertThat(Verdict.isZendesksFault(other)).isFalse();
		}
	}

	private static InvalidAccountException noAccount() {
		return catchThrowableOfType(InvalidAccountException.class, () -> Account.parse(new byte[0]));
	}

	private static AccountException of(@Nullable Throwable cause) {
		return new AccountException(Failure.Plain.INVALID, Applied.NO, cause);
	}

}
