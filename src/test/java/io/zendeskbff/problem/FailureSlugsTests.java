package io.zendeskbff.problem;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters and answers tell of a failure by one name.
 */
class FailureSlugsTests {

	@ParameterizedTest
	@MethodSource("failures")
	void answerHasTheFailuresSlugWhenItIsTold(Failure failure) {
		assertThat(Problems.of(new AccountException(failure, Applied.NO)).type().slug()).isEqualTo(failure.slug());
	}

	static Stream<Failure> failures() {
		return Stream.concat(Stream.of(Failure.Plain.values()),
				Stream.of(new Failure.Unavailable(null), new Failure.Throttled(Duration.ZERO),
						new Failure.BillingRefused(Set.of()), new Failure.OtherAccount("k")));
	}

}
