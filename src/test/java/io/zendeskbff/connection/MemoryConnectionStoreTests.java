package io.zendeskbff.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryConnectionStoreTests {

	private final ConnectionStore store = new MemoryConnectionStore();

	@Test
	void nothingIsConnectedWhenNothingWasStored() {
		assertThat(this.store.load()).isEqualTo(ConnectionState.NONE);
	}

	@Test
	void stateIsKeptWhenItFollowsThePresentOne() {
		ConnectionState connected = ConnectionStates.connected();
		ConnectionState renewed = connected.renewed(ConnectionStates.grant(null, "read"));
		assertThat(this.store.replace(ConnectionState.NONE, connected)).isTrue();
		assertThat(this.store.replace(this.store.load(), renewed)).isTrue();
		assertThat(this.store.load()).isSameAs(renewed);
	}

	@Test
	void stateIsRefusedWhenAnotherWasStoredMeanwhile() {
		ConnectionState connected = ConnectionStates.connected();
		ConnectionState renewed = connected.renewed(ConnectionStates.grant(null, "read"));
		this.store.replace(ConnectionState.NONE, connected);
		this.store.replace(connected, renewed);
		assertThat(this.store.replace(connected, connected.disconnected())).isFalse();
		assertThat(this.store.replace(ConnectionState.NONE, ConnectionStates.connected())).isFalse();
		assertThat(this.store.load()).isSameAs(renewed);
	}

	@Test
	void oneOfAllIsKeptWhenManyFollowTheSame() throws Exception {
		try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Boolean>> outcomes = IntStream.range(0, 100)
				.mapToObj((_) -> many
					.submit(() -> this.store.replace(ConnectionState.NONE, ConnectionStates.connected())))
				.toList();
			int kept = 0;
			for (Future<Boolean> outcome : outcomes) {
				kept += outcome.get() ? 1 : 0;
			}
			assertThat(kept).isOne();
		}
	}

	@Test
	void lockIsTheSameWhenAskedForAgain() {
		assertThat(this.store.renewing()).isSameAs(this.store.renewing());
	}

	@Test
	void lockIsFreeForOneOnlyWhenManyWantIt() throws Exception {
		assertThat(this.store.renewing().acquire(Duration.ZERO)).isTrue();
		try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
			assertThat(other.submit(() -> this.store.renewing().acquire(Duration.ZERO)).get()).isFalse();
			this.store.renewing().release();
			assertThat(other.submit(() -> this.store.renewing().acquire(Duration.ZERO)).get()).isTrue();
		}
	}

}
