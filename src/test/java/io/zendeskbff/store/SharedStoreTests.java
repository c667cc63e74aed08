package io.zendeskbff.store;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import io.zendeskbff.upstream.RecordedLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What replicas are told of what they share, and what becomes of them without it.
 */
@RequiresRedis
class SharedStoreTests {

	private static final StoreScript WRITE = new StoreScript("redis.call('SET', KEYS[2], ARGV[4])\nreturn reply()");

	private static RedisServer redis;

	private static RedisServer durable;

	private final SharedStores replicas = replicas();

	private final SharedStores durableReplicas = durableReplicas();

	private final SharedStore one = this.replicas.join();

	private RecordedLog log;

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
		durable = RedisServer.start("--appendonly", "yes");
	}

	private static SharedStores replicas() {
		return SharedStores.in(redis);
	}

	private static SharedStores durableReplicas() {
		return SharedStores.in(durable);
	}

	@AfterAll
	static void stop() {
		redis.close();
		durable.close();
	}

	@BeforeEach
	void clear() {
		redis.cli("flushall");
		durable.cli("flushall");
		this.log = RecordedLog.of(Level.INFO, "io.zendeskbff.store");
	}

	@AfterEach
	void close() {
		this.log.close();
		this.replicas.close();
		this.durableReplicas.close();
	}

	@Test
	void nothingIsMissingWhenTheStoreIsEmptyAndNew() {
		assertThat(SharedStores.look(this.one).isUnsettled()).isFalse();
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void lineIsTheSameWhenAnotherReplicaLooks() {
		StoreReply first = SharedStores.look(this.one);
		StoreReply second = SharedStores.look(this.replicas.join());
		assertThat(second.line()).isEqualTo(first.line());
		assertThat(second.isUnsettled()).isFalse();
		assertThat(SharedStores.look(this.one).line()).isEqualTo(first.line());
	}

	@Test
	void nothingIsSharedWhenTheDeploymentIsAnother() {
		try (SharedStores others = SharedStores.in(redis, "other.zendesk.com")) {
			SharedStore other = others.join();
			assertThat(SharedStores.look(other).line()).isNotEqualTo(SharedStores.look(this.one).line());
			assertThat(other.key("account")).isNotEqualTo(this.one.key("account"));
		}
	}

	static Stream<Consumer<SharedStore>> losses() {
		return Stream.of((_) -> {
			redis.kill();
			redis.restart();
		}, (_) -> redis.cli("flushall"), (store) -> redis.cli("del", store.key("store")),
				(store) -> redis.cli("set", store.key("store"), "garbage"));
	}

	@ParameterizedTest
	@MethodSource("losses")
	void storeIsUnsettledUnderANewLineWhenItHasLostWhatItHeld(Consumer<SharedStore> loss) {
		StoreReply before = SharedStores.look(this.one);
		loss.accept(this.one);
		StoreReply after = SharedStores.awaitBack(this.one);
		StoreReply newcomers = SharedStores.look(this.replicas.join());
		assertThat(after.line()).isNotEqualTo(before.line());
		assertThat(after.isUnsettled()).isTrue();
		assertThat(after.settled() - after.now()).isEqualTo(SharedStores.LONGEST_UPDATE.toMillis());
		assertThat(newcomers.line()).isEqualTo(after.line());
		assertThat(newcomers.settled()).isEqualTo(after.settled());
		assertThat(SharedStores.look(this.one).line()).isEqualTo(after.line());
		assertThat(lines("The shared store was restarted or replaced")).hasSize(1);
	}

	@Test
	void storeIsSettledAgainWhenNoUpdateCanBeOnItsWayAnyMore() {
		SharedStore brisk = this.replicas.join(Duration.ofMillis(200));
		SharedStores.look(brisk);
		redis.cli("flushall");
		String line = SharedStores.look(brisk).line();
		await().until(() -> !SharedStores.look(brisk).isUnsettled());
		assertThat(SharedStores.look(brisk).line()).isEqualTo(line);
	}

	@Test
	void storeIsUnsettledUnderANewLineWhenItWasRestartedAndHasLostNothing() {
		SharedStore knowing = this.durableReplicas.join();
		String before = SharedStores.look(knowing).line();
		durable.kill();
		durable.restart();
		StoreReply newcomers = SharedStores.look(this.durableReplicas.join());
		StoreReply after = SharedStores.awaitBack(knowing);
		assertThat(newcomers.line()).isNotEqualTo(before);
		assertThat(newcomers.isUnsettled()).isTrue();
		assertThat(after.line()).isEqualTo(newcomers.line());
		assertThat(after.settled()).isEqualTo(newcomers.settled());
	}

	@Test
	void nobodyWaitsWhenTheStoreIsSilentAndItIsUsedAgainOnceItAnswers() {
		SharedStores.look(this.one);
		redis.pause();
		try {
			long begun = System.nanoTime();
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> SharedStores.look(this.one))
				.matches((ex) -> !ex.isRefusal());
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(150),
					Duration.ofSeconds(2));
			assertThat(gauge()).isOne();
			await().until(() -> {
				assertThatExceptionOfType(StoreException.class).isThrownBy(() -> SharedStores.look(this.one));
				return this.replicas.calls(this.one, "spared") > 0;
			});
			assertThat(this.replicas.calls(this.one, "failed")).isBetween(2.0, 4.0);
		}
		finally {
			redis.resume();
		}
		long back = System.nanoTime();
		SharedStores.awaitBack(this.one);
		assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(12));
		assertThat(gauge()).isZero();
		assertThat(lines("The shared store is away")).hasSize(1).first().asString().startsWith("WARN");
		assertThat(lines("The shared store is back")).hasSize(1).first().asString().startsWith("INFO");
		assertThat(this.log.lines()).hasSize(2);
	}

	@Test
	void nobodyWaitsForAConnectionWhenTheStoreIsGone() {
		SharedStores.look(this.one);
		redis.kill();
		try {
			await().untilAsserted(() -> assertThatExceptionOfType(StoreException.class)
				.isThrownBy(() -> SharedStores.look(this.one)));
			await().until(() -> {
				assertThatExceptionOfType(StoreException.class).isThrownBy(() -> SharedStores.look(this.one));
				return this.replicas.calls(this.one, "spared") > 0;
			});
		}
		finally {
			redis.restart();
		}
		SharedStores.awaitBack(this.one);
		assertThat(lines("The shared store is away")).hasSize(1);
		assertThat(lines("The shared store is back")).hasSize(1);
	}

	static Stream<Consumer<Boolean>> troubles() {
		return Stream.of((trouble) -> redis.cli("config", "set", "maxmemory", trouble ? "1" : "0"), (trouble) -> redis
			.cli(trouble ? new String[] { "replicaof", "127.0.0.1", "1" } : new String[] { "replicaof", "no", "one" }));
	}

	@ParameterizedTest
	@MethodSource("troubles")
	void circuitStaysClosedWhenTheStoreRefusesToWrite(Consumer<Boolean> trouble) {
		SharedStores.look(this.one);
		trouble.accept(true);
		try {
			for (int i = 0; i < 10; i++) {
				assertThatExceptionOfType(StoreException.class).isThrownBy(() -> write("value"))
					.matches(StoreException::isRefusal)
					.matches((ex) -> ex.again().isRefusal());
			}
			assertThat(this.replicas.calls(this.one, "refused")).isEqualTo(10);
			assertThat(this.replicas.calls(this.one, "failed") + this.replicas.calls(this.one, "spared")).isZero();
		}
		finally {
			trouble.accept(false);
		}
		write("value");
		assertThat(gauge()).isZero();
		assertThat(this.log.lines()).filteredOn((line) -> line.startsWith("WARN The shared store refuses commands"))
			.hasSize(1)
			.first()
			.asString()
			.containsAnyOf("code=\"OOM\"", "code=\"READONLY\"");
	}

	@Test
	void callsAreCountedWhenAnswered() {
		SharedStores.look(this.one);
		write("value");
		assertThat(this.one.<String>call((redis) -> String.valueOf(redis.opsForValue().get(this.one.key("test")))))
			.isEqualTo("value");
		assertThat(this.replicas.calls(this.one, "answered")).isEqualTo(3);
	}

	private void write(String value) {
		this.one.run(WRITE, List.of(this.one.key("test")), value);
	}

	private double gauge() {
		return this.replicas.meters(this.one).get("bff.store.away").gauge().value();
	}

	private List<String> lines(String message) {
		return this.log.lines().stream().filter((line) -> line.contains(message)).toList();
	}

}
