package io.zendeskbff.access;

import java.time.Duration;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.GrantException;
import io.zendeskbff.grant.GrantFailures;
import io.zendeskbff.renewal.RenewalWorld;
import io.zendeskbff.renewal.RenewalWorld.Replica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A clock that somebody sets while the service runs: row C1 of the faults. Tokens live
 * for an hour.
 */
class ClockStepsTests {

	private static final Duration ENOUGH = Duration.ofSeconds(20);

	private static final Duration HOUR = Duration.ofHours(1);

	private final RenewalWorld world = RenewalWorld.clientCredentials();

	private final Replica replica = this.world.replica();

	private final Tokens tokens = new Tokens(this.world.store, this.replica.renewals(), this.replica.admission(),
			this.replica.timing());

	@BeforeEach
	void connect() {
		this.world.endpoint.lifeSeconds(HOUR.toSeconds());
		assertThat(token()).isEqualTo("access-1");
	}

	@AfterEach
	void close() {
		this.world.close();
	}

	@Test
	void tokenIsRenewedWhenItsTimeIsUpAlthoughTheClockWasSetBack() {
		this.world.time.step(HOUR.negated());
		for (int calls = 2; calls < 7; calls++) {
			pass(Duration.ofSeconds(2699));
			assertThat(token()).isEqualTo("access-" + (calls - 1));
			pass(Duration.ofSeconds(1));
			assertThat(token()).isEqualTo("access-" + calls);
			assertThat(this.world.endpoint.calls()).isEqualTo(calls);
		}
	}

	@Test
	void tokenIsRenewedOnceWhenTheClockWasSetForward() {
		this.world.time.step(HOUR);
		for (int i = 0; i < 10; i++) {
			assertThat(token()).isEqualTo("access-2");
		}
		pass(Duration.ofSeconds(2699));
		assertThat(token()).isEqualTo("access-2");
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(longs = { -3600, -60, 60, 3599 })
	void refusedTokenIsNotSentAgainWhenTheClockWasSet(long seconds) {
		BearerToken refused = this.tokens.token(ENOUGH);
		this.tokens.refusals().refused(refused);
		this.world.time.step(Duration.ofSeconds(seconds));
		for (int i = 0; i < 10; i++) {
			assertThat(token()).isEqualTo("access-2");
		}
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(longs = { -3600, -60, 60, 3600 })
	void pauseAfterAFailureIsAsLongAsEverWhenTheClockWasSet(long seconds) {
		this.world.endpoint.answers(() -> {
			throw GrantFailures.answered(GrantException.Reason.UNAVAILABLE);
		});
		this.tokens.refusals().refused(this.tokens.token(ENOUGH));
		assertThat(reason()).isEqualTo(Reason.UNAVAILABLE);
		this.world.time.step(Duration.ofSeconds(seconds));
		this.world.endpoint.recovers();
		pass(Duration.ofMillis(999));
		assertThat(reason()).isEqualTo(Reason.UNAVAILABLE);
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
		pass(Duration.ofMillis(1));
		assertThat(token()).isEqualTo("access-3");
	}

	private String token() {
		return this.tokens.token(ENOUGH).value();
	}

	private Reason reason() {
		return catchThrowableOfType(ConnectionException.class, () -> this.tokens.token(ENOUGH)).reason();
	}

	/** What was due meanwhile is done when this returns. */
	private void pass(Duration duration) {
		this.world.time.pass(duration);
		this.replica.renewals().await();
	}

}
