package io.zendeskbff.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.Standing.Status;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.store.Mutex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the connection stands, and how operators see it.
 */
class ConnectionStatusTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

	private final List<Object> events = new ArrayList<>();

	private final ConnectionStore store = new MemoryConnectionStore();

	private final ConnectionJournal journal = new ConnectionJournal(this.store, CLOCK, this.events::add);

	private final ConnectionStatus status = new ConnectionStatus(this.store, this.journal);

	@Test
	void nothingIsConnectedWhenNobodyHasConnected() {
		assertThat(this.status.standing())
			.isEqualTo(new Standing(Status.NOT_CONNECTED, ConnectionState.NONE.generation(), null, null, null, null));
		assertThat(this.status.accountKey()).isEmpty();
		assertSeen(Status.NOT_CONNECTED);
	}

	@Test
	void connectionIsBeingMadeWhenFirstTokenIsObtained() {
		this.journal.begin();
		assertThat(this.status.standing().status()).isEqualTo(Status.CONNECTING);
		assertSeen(Status.CONNECTING);
	}

	@Test
	void connectionIsToldWithoutSecretsWhenThereIsOne() {
		ConnectionState state = store(ConnectionStates.grant(NOW.plusSeconds(90), "read", "write"));
		Standing standing = this.status.standing();
		assertThat(standing).isEqualTo(new Standing(Status.CONNECTED, state.generation(),
				new Standing.Token(Set.of("read", "write"), NOW.plusSeconds(90), true), ConnectionStates.SINCE, null,
				null));
		assertThat(standing.toString()).doesNotContain("s3cret");
		assertThat(this.status.accountKey()).contains("key");
		assertThat(this.events).containsExactly(new ConnectionChanged(true));
		assertSeen(Status.CONNECTED);
	}

	@Test
	void connectionStaysConnectedWhenTokenIsRenewedOrCannotBeFor() {
		store(ConnectionStates.grant(null, "read"));
		this.status.standing();
		this.journal.begin();
		assertThat(this.status.standing().status()).isEqualTo(Status.CONNECTED);
		this.journal.fail(ConnectionException.of(Reason.UNAVAILABLE));
		Standing standing = this.status.standing();
		assertThat(standing.status()).isEqualTo(Status.CONNECTED);
		assertThat(standing.trouble()).isNull();
		assertThat(standing.lastFailure()).isEqualTo(new Standing.Failure(Reason.UNAVAILABLE, NOW));
		assertThat(Objects.requireNonNull(standing.token()).mayWrite()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = { "REFUSED", "TOKENS_REFUSED", "NO_REFRESH_TOKEN", "OTHER_ACCOUNT" })
	void connectionIsBrokenWhenSomebodyMustLook(Reason reason) {
		store(ConnectionStates.grant(null, "read"));
		this.status.standing();
		this.journal.begin();
		this.journal.fail(ConnectionException.of(reason));
		Standing standing = this.status.standing();
		assertThat(standing.status()).isEqualTo(Status.BROKEN);
		assertThat(standing.trouble()).isEqualTo(ConnectionException.of(reason).sentence());
		assertThat(standing.lastFailure()).isEqualTo(new Standing.Failure(reason, NOW));
		assertSeen(Status.BROKEN);
		this.journal.recover();
		assertSeen(Status.CONNECTED);
		assertThat(this.status.standing().trouble()).isNull();
	}

	@Test
	void connectionIsBrokenWhenTheFirstTokenIsRefused() {
		this.journal.fail(ConnectionException.of(Reason.REFUSED));
		assertSeen(Status.BROKEN);
	}

	@Test
	void accountStaysKnownWhenDisconnected() {
		ConnectionState connected = store(ConnectionStates.grant(null, "read"));
		this.status.standing();
		this.store.replace(connected, connected.disconnected());
		assertThat(this.status.standing().status()).isEqualTo(Status.NOT_CONNECTED);
		assertThat(this.status.standing().token()).isNull();
		assertThat(this.status.accountKey()).contains("key");
		assertThat(this.events).containsExactly(new ConnectionChanged(true), new ConnectionChanged(false));
	}

	@Test
	void secondsToExpiryAreShownWhenTokenHasAnEnd() {
		SimpleMeterRegistry meters = meters();
		assertThat(expiry(meters)).isNaN();
		ConnectionState state = store(ConnectionStates.grant(null, "read"));
		assertThat(expiry(meters)).isNaN();
		ConnectionState renewed = state.renewed(ConnectionStates.grant(NOW.plus(Duration.ofMillis(1_500)), "read"));
		this.store.replace(state, renewed);
		assertThat(expiry(meters)).isEqualTo(1.5);
		this.store.replace(renewed, renewed.renewed(ConnectionStates.grant(NOW.minusSeconds(60), "read")));
		assertThat(expiry(meters)).isEqualTo(-60);
	}

	@Test
	void nothingIsKnownWhenTheStoreIsAway() {
		ConnectionStatus blind = new ConnectionStatus(new AwayStore(), this.journal);
		assertThat(new ConnectionHealth(blind).health()).isEqualTo(Health.unknown().build());
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new ConnectionMeters(blind, CLOCK).bindTo(meters);
		assertThat(expiry(meters)).isNaN();
		assertThat(meters.get("bff.connection.status").tag("status", "connected").gauge().value()).isNaN();
	}

	/** One and the same to health and meters. */
	private void assertSeen(Status expected) {
		assertThat(this.status.standing().status()).isEqualTo(expected);
		assertThat(new ConnectionHealth(this.status).health()).isEqualTo(switch (expected) {
			case CONNECTED -> Health.up().build();
			case CONNECTING, NOT_CONNECTED -> Health.unknown().build();
			case BROKEN -> Health.down().build();
		});
		SimpleMeterRegistry meters = meters();
		for (Status one : Status.values()) {
			assertThat(meters.get("bff.connection.status").tag("status", label(one)).gauge().value())
				.isEqualTo((one == expected) ? 1 : 0);
		}
	}

	private static String label(Status status) {
		return switch (status) {
			case CONNECTED -> "connected";
			case CONNECTING -> "connecting";
			case BROKEN -> "broken";
			case NOT_CONNECTED -> "not-connected";
		};
	}

	private static double expiry(SimpleMeterRegistry meters) {
		return meters.get("bff.connection.token.expiry").gauge().value();
	}

	private SimpleMeterRegistry meters() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		new ConnectionMeters(this.status, CLOCK).bindTo(meters);
		return meters;
	}

	private ConnectionState store(Grant grant) {
		ConnectionState state = ConnectionState.NONE.connected(grant, "key", ConnectionStates.SINCE);
		assertThat(this.store.replace(ConnectionState.NONE, state)).isTrue();
		return state;
	}

	/** One that was never met. */
	private static final class AwayStore implements ConnectionStore {

		@Override
		public ConnectionState load() {
			throw ConnectionException.of(Reason.STORE_AWAY);
		}

		@Override
		public ConnectionState loadNow() {
			return load();
		}

		@Override
		public boolean replace(ConnectionState before, ConnectionState after) {
			throw new AssertionError("Nobody connects");
		}

		@Override
		public void keepMeanwhile(ConnectionState before, ConnectionState after) {
			throw new AssertionError("Nobody renews");
		}

		@Override
		public Mutex renewing() {
			throw new AssertionError("Nobody renews");
		}

	}

}
