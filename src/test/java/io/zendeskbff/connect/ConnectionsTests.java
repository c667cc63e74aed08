package io.zendeskbff.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.Standing.Status;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.GrantFailures;
import io.zendeskbff.renewal.RenewalWorld;
import io.zendeskbff.renewal.RenewalWorld.Replica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Connecting and disconnecting while other things go on.
 */
class ConnectionsTests {

	private static final Duration ENOUGH = Duration.ofSeconds(20);

	private final List<AutoCloseable> opened = new ArrayList<>();

	private final RenewalWorld world = open(RenewalWorld.authorizationCode()).connected();

	private final Replica replica = this.world.replica();

	private final Connections connections = new Connections(this.world.store, this.replica.renewals(),
			this.replica.admission(), this.world.revocation());

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable one : this.opened) {
			one.close();
		}
	}

	@Test
	void newGrantIsKeptAndTheOldOneGivenBackWhenConnectedAgain() {
		ConnectionState before = this.world.store.load();
		assertThat(this.connections.connect(this.connections.generation(), grant(2))).isTrue();
		ConnectionState after = this.world.store.load();
		assertThat(after.grant()).isEqualTo(grant(2));
		assertThat(after.accountKey()).isEqualTo("key-1");
		assertThat(after.isSameGeneration(before)).isFalse();
		await().until(() -> this.world.log.equals(List.of("stored access-2", "revoked access-1")));
	}

	@Test
	void tokenIsNotGivenBackWhenZendeskHandsOutTheSameAgain() {
		assertThat(this.connections.connect(this.connections.generation(), grant(1))).isTrue();
		assertThat(disconnect()).isTrue();
		assertThat(this.world.log).containsExactly("stored access-1", "stored nothing", "revoked access-1");
	}

	@Test
	void nothingIsChangedAndGrantIsGivenBackWhenSomebodyDisconnectsMeanwhile() {
		UUID begun = this.connections.generation();
		disconnect();
		this.world.log.clear();
		assertThat(this.connections.connect(begun, grant(2))).isFalse();
		assertThat(this.world.store.load().isConnected()).isFalse();
		await().until(() -> this.world.log.equals(List.of("revoked access-2")));
	}

	@Test
	void secondOwnerIsRefusedWhenTheFirstWasFaster() {
		UUID begun = this.connections.generation();
		assertThat(this.connections.connect(begun, grant(2))).isTrue();
		assertThat(this.connections.connect(begun, grant(3))).isFalse();
		assertThat(this.world.store.load().grant()).isEqualTo(grant(2));
	}

	@Test
	void connectingGoesOnWhenTokenWasRenewedMeanwhile() {
		UUID begun = this.connections.generation();
		ConnectionState state = this.world.store.load();
		this.world.store.replace(state, state.renewed(grant(5)));
		assertThat(this.connections.connect(begun, grant(2))).isTrue();
		assertThat(this.world.store.load().grant()).isEqualTo(grant(2));
	}

	@Test
	void nothingIsChangedAndGrantIsGivenBackWhenItIsForAnotherAccount() {
		ConnectionState before = this.world.store.load();
		this.world.keys = (_) -> Optional.of("key-2");
		ConnectionException failure = catchThrowableOfType(ConnectionException.class,
				() -> this.connections.connect(this.connections.generation(), grant(2)));
		assertThat(failure.reason()).isEqualTo(Reason.OTHER_ACCOUNT);
		assertThat(failure.accountKey()).contains("key-2");
		assertThat(this.world.store.load()).isSameAs(before);
		await().until(() -> this.world.log.equals(List.of("revoked access-2")));
	}

	@Test
	void accountMustBeTheSameWhenConnectedAfterADisconnect() {
		disconnect();
		this.world.keys = (_) -> Optional.of("key-2");
		assertThat(catchThrowableOfType(ConnectionException.class,
				() -> this.connections.connect(this.connections.generation(), grant(2)))
			.reason()).isEqualTo(Reason.OTHER_ACCOUNT);
		assertThat(this.world.store.load().isConnected()).isFalse();
	}

	@Test
	void nothingIsChangedAndGrantIsGivenBackWhenAccountCannotBeRead() {
		ConnectionState before = this.world.store.load();
		this.world.keys = (_) -> {
			throw new IllegalStateException("the account cannot be read");
		};
		assertThatIllegalStateException()
			.isThrownBy(() -> this.connections.connect(this.connections.generation(), grant(2)));
		assertThat(this.world.store.load()).isSameAs(before);
		await().until(() -> this.world.log.equals(List.of("revoked access-2")));
	}

	@Test
	void serviceStaysDisconnectedWhenARefreshIsInFlight() {
		this.world.endpoint.close();
		CompletableFuture<ConnectionState> refresh = this.replica.renewals().join((_) -> false);
		await().until(() -> this.world.endpoint.refreshed().equals(List.of("refresh-1")));
		assertThat(disconnect()).isTrue();
		this.world.endpoint.open();
		assertThat(refresh).succeedsWithin(ENOUGH);
		assertThat(this.world.store.load().isConnected()).isFalse();
		await("what was refreshed is given back").until(() -> this.world.log.equals(List.of("stored nothing",
				"revoked access-1", "issued access-2", "not stored access-2", "revoked access-2")));
	}

	@Test
	void nothingIsRevokedWhenThereIsNoConnection() {
		disconnect();
		this.world.log.clear();
		assertThat(disconnect()).isFalse();
		assertThat(this.world.log).containsExactly("stored nothing");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void presentStateCountsWhenARefreshForTheOneBeforeFails(boolean reconnected) {
		this.world.endpoint.close();
		CompletableFuture<ConnectionState> refresh = this.replica.renewals().join((_) -> false);
		await().until(() -> this.world.endpoint.refreshed().equals(List.of("refresh-1")));
		this.world.endpoint.answers(() -> {
			throw GrantFailures.refused("invalid_grant");
		});
		if (reconnected) {
			this.connections.connect(this.connections.generation(), grant(2));
		}
		else {
			disconnect();
		}
		this.world.endpoint.open();
		assertThat(refresh).succeedsWithin(ENOUGH);
		assertThat(this.replica.status().standing().status())
			.isEqualTo(reconnected ? Status.CONNECTED : Status.NOT_CONNECTED);
	}

	@Test
	void serviceStaysDisconnectedWhenItsOwnTokenIsInFlight() {
		RenewalWorld own = open(RenewalWorld.clientCredentials());
		Replica itself = own.replica();
		itself.renewals().join((_) -> false).join();
		Connections connected = new Connections(own.store, itself.renewals(), itself.admission(), own.revocation());
		own.endpoint.close();
		CompletableFuture<ConnectionState> next = itself.renewals().join((_) -> false);
		await().until(() -> own.endpoint.calls() == 2);
		connected.forget();
		own.endpoint.open();
		assertThat(next).succeedsWithin(ENOUGH);
		assertThat(own.store.load().isConnected()).isFalse();
		assertThat(own.endpoint.calls()).isEqualTo(2);
		await().until(() -> own.log.contains("revoked access-2"));
	}

	@Test
	void tokenInUseIsNotGivenBackWhenTheSecondOwnerBringsTheSame() {
		UUID begun = this.connections.generation();
		assertThat(this.connections.connect(begun, grant(2))).isTrue();
		await().until(() -> this.world.log.contains("revoked access-1"));
		assertThat(this.connections.connect(begun, grant(2))).isFalse();
		assertThat(disconnect()).isTrue();
		assertThat(this.world.log).containsOnlyOnce("revoked access-2");
	}

	private boolean disconnect() {
		return this.connections.forget().filter(this.connections::revoke).isPresent();
	}

	private Grant grant(int number) {
		return this.world.endpoint.grant(number, true);
	}

	private <T extends AutoCloseable> T open(T one) {
		this.opened.add(one);
		return one;
	}

}
