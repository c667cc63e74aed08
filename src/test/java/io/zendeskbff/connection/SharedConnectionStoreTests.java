package io.zendeskbff.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.SharedStores;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.TestKeys;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import io.zendeskbff.upstream.RecordedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The connection of two replicas, and what is left of it when their store is not there.
 */
@RequiresRedis
class SharedConnectionStoreTests {

	private static final Instant END = Instant.parse("2026-11-25T12:00:00.123456789Z");

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

	private final SharedStore here = this.replicas.join();

	private final SharedStore there = this.replicas.join();

	private final ConnectionStore mine = store(this.here, null, 1);

	private final ConnectionStore others = store(this.there, null, 1);

	private final ConnectionState connected = ConnectionStates.connected();

	private final ConnectionState renewed = this.connected.renewed(ConnectionStates.grant(END, "read"));

	@BeforeAll
	static void start() {
		redis = RedisServer.start("--appendonly", "yes");
	}

	private static SharedStores replicas() {
		return SharedStores.in(redis);
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@BeforeEach
	void clear() {
		redis.cli("flushall");
	}

	@AfterEach
	void close() {
		this.replicas.close();
	}

	@Test
	void rotatedTokenIsStoredOnceMoreWhenTheStoreHasLostIt() {
		String key = this.here.key("connection");
		this.mine.replace(ConnectionState.NONE, this.connected);
		redis.cli("copy", key, "before");
		this.mine.replace(this.connected, this.renewed);
		redis.cli("copy", "before", key, "replace");
		assertThat(this.others.load()).isEqualTo(this.connected);
		assertThat(this.mine.load()).isEqualTo(this.renewed);
		assertThat(this.others.loadNow()).isEqualTo(this.renewed);
	}

	@Test
	void olderTokenStaysAwayWhenAnotherReplicaHasRenewedItSince() {
		String key = this.here.key("connection");
		ConnectionState latest = this.renewed.renewed(ConnectionStates.grant(END, "write"));
		this.mine.replace(ConnectionState.NONE, this.connected);
		this.mine.replace(this.connected, this.renewed);
		redis.cli("copy", key, "before", "replace");
		this.others.replace(this.renewed, latest);
		assertThat(this.mine.load()).isEqualTo(latest);
		redis.cli("copy", "before", key, "replace");
		assertThat(this.mine.load()).isEqualTo(this.renewed);
		assertThat(this.others.load()).isEqualTo(latest);
		assertThat(this.mine.load()).isEqualTo(latest);
	}

	@Test
	void nothingIsConnectedWhenNothingWasStored() {
		assertThat(this.mine.load()).isEqualTo(ConnectionState.NONE);
	}

	@Test
	void stateIsSeenByTheOtherWhenItFollowsThePresentOne() {
		assertThat(this.mine.replace(ConnectionState.NONE, this.connected)).isTrue();
		assertThat(this.others.load()).isEqualTo(this.connected);
		assertThat(this.others.replace(this.connected, this.renewed)).isTrue();
		assertThat(this.mine.load()).isEqualTo(this.renewed);
		ConnectionState ended = this.renewed.disconnected();
		assertThat(this.mine.replace(this.renewed, ended)).isTrue();
		assertThat(this.others.load()).isEqualTo(ended);
	}

	@Test
	void stateIsRefusedWhenTheOtherHasStoredOneMeanwhile() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		this.others.replace(this.connected, this.renewed);
		assertThat(this.mine.replace(this.connected, this.connected.disconnected())).isFalse();
		assertThat(this.mine.replace(ConnectionState.NONE, ConnectionStates.connected())).isFalse();
		assertThat(this.mine.load()).isEqualTo(this.renewed);
	}

	@Test
	void stateIsKeptWhenItIsStoredTwiceSinceItsFirstAnswerGotLost() {
		assertThat(this.mine.replace(ConnectionState.NONE, this.connected)).isTrue();
		assertThat(this.mine.replace(ConnectionState.NONE, this.connected)).isTrue();
	}

	@Test
	void oneOfAllIsKeptWhenManyFollowTheSame() throws Exception {
		try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Boolean>> outcomes = IntStream.range(0, 100)
				.mapToObj((number) -> many.submit(() -> ((number % 2 == 0) ? this.mine : this.others)
					.replace(ConnectionState.NONE, ConnectionStates.connected())))
				.toList();
			int kept = 0;
			for (Future<Boolean> outcome : outcomes) {
				kept += outcome.get() ? 1 : 0;
			}
			assertThat(kept).isOne();
		}
	}

	@Test
	void stateIsThereWhenTheStoreWasRestarted() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		redis.kill();
		redis.restart();
		assertThat(store(this.replicas.join(), null, 1).load()).isEqualTo(this.connected);
		SharedStores.awaitBack(this.here);
		assertThat(this.mine.load()).isEqualTo(this.connected);
	}

	@Test
	void nothingIsConnectedWhenTheStoreHasLostEverything() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		redis.cli("flushall");
		assertThat(this.mine.load()).isEqualTo(ConnectionState.NONE);
		assertThat(this.mine.replace(ConnectionState.NONE, this.renewed)).isTrue();
		assertThat(this.others.load()).isEqualTo(this.renewed);
	}

	@Test
	void stateIsLeftAloneUntilTheNextWhenItDoesNotOpen() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		ConnectionStore without = store(this.there, null, 2);
		try (RecordedLog log = RecordedLog.of(Level.INFO, "io.zendeskbff.connection")) {
			assertThat(without.load()).isEqualTo(ConnectionState.NONE);
			assertThat(without.load()).isEqualTo(ConnectionState.NONE);
			assertThat(log.lines()).hasSize(1).first().asString().contains("bff.token-encryption-keys");
		}
		assertThat(this.mine.load()).isEqualTo(this.connected);
		assertThat(store(this.there, null, 2, 1).load()).isEqualTo(this.connected);
		ConnectionState anew = ConnectionStates.connected();
		assertThat(without.replace(ConnectionState.NONE, anew)).isTrue();
		assertThat(without.load()).isEqualTo(anew);
		assertThat(this.mine.load()).isEqualTo(ConnectionState.NONE);
	}

	@Test
	void nothingIsReplacedThatNobodyHasSeenWhenItDoesNotOpen() {
		ConnectionStore without = store(this.there, null, 2);
		assertThat(without.load()).isEqualTo(ConnectionState.NONE);
		this.mine.replace(ConnectionState.NONE, this.connected);
		assertThat(without.replace(ConnectionState.NONE, ConnectionStates.connected())).isFalse();
		assertThat(this.mine.load()).isEqualTo(this.connected);
	}

	@Test
	void nothingIsConnectedWhenSomethingElseIsInItsPlace() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		redis.cli("set", this.here.key("connection"), "garbage");
		assertThat(this.mine.load()).isEqualTo(ConnectionState.NONE);
		redis.cli("set", this.here.key("connection"), "garbage");
		assertThat(this.mine.replace(ConnectionState.NONE, this.renewed)).isTrue();
		assertThat(this.others.load()).isEqualTo(this.renewed);
	}

	@Test
	void nothingIsConnectedWhenVersionAndStateDoNotBelongTogether() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		redis.cli("hset", this.here.key("connection"), "version", this.renewed.version().toString());
		assertThat(this.others.load()).isEqualTo(ConnectionState.NONE);
	}

	@Test
	void stateIsTheOneThatWasMetLastWhenTheStoreIsAway() {
		ConnectionStore knowing = store(this.here, null, 1);
		ConnectionStore storing = store(this.there, null, 1);
		ConnectionStore strange = store(this.replicas.join(), null, 1);
		ConnectionStore byItself = store(this.replicas.join(), ConnectionState.NONE, 1);
		storing.replace(ConnectionState.NONE, this.connected);
		assertThat(knowing.load()).isEqualTo(this.connected);
		storing.replace(this.connected, this.renewed);
		redis.pause();
		try {
			assertThat(knowing.load()).isEqualTo(this.connected);
			assertThat(storing.load()).isEqualTo(this.renewed);
			assertThat(byItself.load()).isEqualTo(ConnectionState.NONE);
			assertThatExceptionOfType(ConnectionException.class).isThrownBy(strange::load)
				.matches((ex) -> ex.reason() == Reason.STORE_AWAY);
			assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> knowing.replace(this.connected, this.renewed));
			assertThat(knowing.load()).isEqualTo(this.connected);
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		assertThat(knowing.load()).isEqualTo(this.renewed);
	}

	@Test
	void stateGoesToTheStoreWhenItIsBackAndNobodyElseHasStoredOne() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		this.others.load();
		redis.pause();
		try {
			this.mine.keepMeanwhile(this.connected, this.renewed);
			assertThat(this.mine.load()).isEqualTo(this.renewed);
			assertThat(this.mine.load()).isEqualTo(this.renewed);
			assertThat(this.others.load()).isEqualTo(this.connected);
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		SharedStores.awaitBack(this.there);
		assertThat(this.mine.load()).isEqualTo(this.renewed);
		assertThat(this.others.load()).isEqualTo(this.renewed);
	}

	@Test
	void stateIsForgottenWhenAnotherWasStoredMeanwhile() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		ConnectionState own = this.connected.renewed(ConnectionStates.grant(null, "read"));
		this.mine.keepMeanwhile(this.connected, own);
		this.others.replace(this.connected, this.renewed);
		assertThat(this.mine.load()).isEqualTo(this.renewed);
		assertThat(this.mine.load()).isEqualTo(this.renewed);
		assertThat(this.others.load()).isEqualTo(this.renewed);
	}

	@Test
	void noTokenStandsInTheStoreWhenOneIsKept() {
		this.mine.replace(ConnectionState.NONE, this.connected);
		assertThat(this.mine.renewing().acquire(Duration.ofSeconds(5))).isTrue();
		assertThat(SharedStores.dump(redis)).contains(this.connected.version().toString())
			.contains(this.connected.generation().toString())
			.doesNotContain("s3cret", "\"key\"", "read", "write");
		this.mine.renewing().release();
	}

	@Test
	void onlyOneRenewsWhenTwoReplicasWantTo() {
		assertThat(this.mine.renewing().acquire(Duration.ofSeconds(5))).isTrue();
		assertThat(this.others.renewing().acquire(Duration.ZERO)).isFalse();
		this.mine.renewing().release();
		assertThat(this.others.renewing().acquire(Duration.ofSeconds(5))).isTrue();
		this.others.renewing().release();
	}

	private static ConnectionStore store(SharedStore store, @Nullable ConnectionState first, int... keys) {
		return new SharedConnectionStore(store, TestKeys.sealer(keys), first);
	}

	@Test
	void stateIsKeptHereWhenTheStoreAnswersAndRefusesToKeepIt() {
		try (RedisServer redis = RedisServer.start(); SharedStores replicas = SharedStores.in(redis)) {
			ConnectionStore mine = new SharedConnectionStore(replicas.join(), TestKeys.sealer(1), ConnectionState.NONE);
			ConnectionState connected = ConnectionStates.connected();
			assertThat(mine.load()).isEqualTo(ConnectionState.NONE);
			redis.cli("config", "set", "maxmemory", "1");
			mine.keepMeanwhile(ConnectionState.NONE, connected);
			assertThat(mine.load()).as("first").isEqualTo(connected);
			assertThat(mine.load()).as("second").isEqualTo(connected);
		}
	}

	@Test
	void stateIsKeptWhenTheStoreHasLostTheOneBefore() {
		try (RedisServer redis = RedisServer.start(); SharedStores replicas = SharedStores.in(redis)) {
			ConnectionStore mine = new SharedConnectionStore(replicas.join(), TestKeys.sealer(1), ConnectionState.NONE);
			ConnectionState connected = ConnectionStates.connected();
			mine.replace(ConnectionState.NONE, connected);
			redis.cli("flushall");
			ConnectionState next = connected.disconnected();
			assertThat(mine.replace(connected, next)).isTrue();
			assertThat(mine.load()).isEqualTo(next);
		}
	}

}
