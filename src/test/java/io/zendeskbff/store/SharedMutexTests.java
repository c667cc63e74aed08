package io.zendeskbff.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.store.SharedMutex.Terms;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Whose turn it is, among replicas of which one dies or a store that forgets.
 */
@RequiresRedis
class SharedMutexTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Terms TERMS = new Terms(LONG, Duration.ofMillis(5), true, true);

	private static final String NAME = "renewing";

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

	private final SharedStore here = this.replicas.join();

	private final SharedStore there = this.replicas.join();

	private final Mutex mine = this.here.mutex(NAME, TERMS);

	private final Mutex others = this.there.mutex(NAME, TERMS);

	private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
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
		SharedStores.look(this.here);
		SharedStores.look(this.there);
	}

	@AfterEach
	void close() {
		this.threads.close();
		this.replicas.close();
	}

	@Test
	void oneAtATimeHasHisTurnWhenManyWantItAtTwoReplicas() throws Exception {
		int[] counter = new int[1];
		AtomicInteger inside = new AtomicInteger();
		List<Future<Boolean>> outcomes = Stream.of(this.mine, this.others, this.mine, this.others)
			.map((mutex) -> this.threads.submit(() -> IntStream.range(0, 50).allMatch((_) -> {
				boolean alone = mutex.acquire(LONG) && inside.incrementAndGet() == 1;
				counter[0]++;
				inside.decrementAndGet();
				mutex.release();
				return alone;
			})))
			.toList();
		for (Future<Boolean> outcome : outcomes) {
			assertThat(outcome.get()).isTrue();
		}
		assertThat(counter[0]).isEqualTo(200);
	}

	@Test
	void nobodyWaitsForLongerThanHisPatienceWhenItIsSomebodyElsesTurn() {
		assertThat(this.mine.acquire(LONG)).isTrue();
		long begun = System.nanoTime();
		assertThat(this.others.acquire(Duration.ofMillis(300))).isFalse();
		assertThat(since(begun)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
		assertThat(this.others.acquire(Duration.ZERO)).isFalse();
		this.mine.release();
	}

	@Test
	void anotherThreadOfTheSameReplicaWaitsWhenItIsNotItsTurn() throws Exception {
		assertThat(this.mine.acquire(LONG)).isTrue();
		assertThat(this.threads.submit(() -> this.mine.acquire(Duration.ofMillis(50))).get()).isFalse();
		Future<Boolean> next = this.threads.submit(() -> this.mine.acquire(LONG));
		this.mine.release();
		assertThat(next.get()).isTrue();
	}

	@Test
	void waitEndsWhenTheThreadIsInterrupted() throws Exception {
		Mutex patient = this.there.mutex(NAME, new Terms(LONG, LONG, true, true));
		assertThat(this.mine.acquire(LONG)).isTrue();
		AtomicInteger outcome = new AtomicInteger();
		Thread waiting = Thread.ofVirtual().start(() -> {
			boolean acquired = patient.acquire(LONG);
			outcome.set((acquired ? 10 : 1) + (Thread.currentThread().isInterrupted() ? 1 : 0));
		});
		await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING
				&& Stream.of(waiting.getStackTrace()).anyMatch((frame) -> frame.getMethodName().equals("paused")));
		waiting.interrupt();
		assertThat(waiting.join(LONG)).isTrue();
		assertThat(outcome).hasValue(2);
		this.mine.release();
		assertThat(patient.acquire(LONG)).isTrue();
		patient.release();
	}

	@Test
	void nextOneHasHisTurnWhenItIsReleased() throws Exception {
		assertThat(this.mine.acquire(LONG)).isTrue();
		Future<Boolean> next = this.threads.submit(() -> this.others.acquire(LONG));
		assertThat(next.isDone()).isFalse();
		this.mine.release();
		assertThat(next.get()).isTrue();
		assertThatCode(this.others::requireHeld).doesNotThrowAnyException();
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.mine::requireHeld);
	}

	@Test
	void nothingIsLeftInTheStoreWhenItIsReleased() {
		assertThat(this.mine.acquire(LONG)).isTrue();
		assertThat(redis.keys()).contains(this.here.key(NAME), this.here.key(NAME + ":beat"));
		assertThat(Long.parseLong(redis.cli("pttl", this.here.key(NAME)))).isBetween(1L, LONG.toMillis());
		this.mine.release();
		assertThat(redis.keys()).containsExactly(this.here.key("store"));
	}

	@Test
	void holderIsToldWhenTheStoreHasLostHisLease() {
		assertThat(this.mine.acquire(LONG)).isTrue();
		assertThatCode(this.mine::requireHeld).doesNotThrowAnyException();
		this.here.call((store) -> store.delete(this.here.key(NAME)));
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.mine::requireHeld)
			.matches((ex) -> !ex.isRefusal());
		this.mine.release();
	}

	@Test
	void leaseOfAnotherStaysWhenOneIsReleasedThatWasLost() {
		assertThat(this.mine.acquire(LONG)).isTrue();
		redis.cli("set", this.here.key(NAME), "somebody");
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.mine::requireHeld);
		this.mine.release();
		assertThat(redis.cli("get", this.here.key(NAME))).isEqualTo("somebody");
	}

	@Test
	void leaseIsRestoredWithTheNextBeatWhenTheStoreHasLostIt() {
		assertThat(this.mine.acquire(LONG)).isTrue();
		redis.cli("flushall");
		await().atMost(LONG).untilAsserted(() -> assertThatCode(this.mine::requireHeld).doesNotThrowAnyException());
		assertThat(this.others.acquire(Duration.ofMillis(100))).isFalse();
		this.mine.release();
	}

	@Test
	void nobodyHasHisTurnWhenTheStoreIsAway() {
		assertThat(this.mine.acquire(LONG)).isTrue();
		redis.pause();
		try {
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.others.acquire(LONG));
			assertThatExceptionOfType(StoreException.class).isThrownBy(this.mine::requireHeld);
			assertThatCode(this.mine::release).doesNotThrowAnyException();
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		assertThat(this.mine.acquire(LONG)).isTrue();
		this.mine.release();
		SharedStores.awaitBack(this.there);
		assertThat(this.others.acquire(LONG)).isTrue();
		this.others.release();
	}

	/** Side by side, since each of them takes its time. */
	@Test
	void leaseIsTakenOnlyAfterItsTimeWhenItsHolderIsDeadOrTheStoreForgets() throws Exception {
		try (SharedStores dying = SharedStores.in(redis, "dying");
				SharedStores lossy = SharedStores.in(redis, "lossy");
				SharedStores settled = SharedStores.in(redis, "settled")) {
			Terms fromDead = new Terms(LONG, Duration.ofMillis(20), true, true);
			Terms neverFromDead = new Terms(Duration.ofSeconds(11), Duration.ofMillis(20), false, true);
			SharedStore dead = dying.join();
			SharedStore heir = dying.join();
			assertThat(dead.mutex("robbed", fromDead).acquire(LONG)).isTrue();
			assertThat(dead.mutex("kept", neverFromDead).acquire(LONG)).isTrue();
			dead.close();
			Future<Duration> robbed = timed(() -> heir.mutex("robbed", fromDead).acquire(LONG));
			Future<Duration> kept = timed(() -> heir.mutex("kept", neverFromDead).acquire(LONG));

			SharedStore living = settled.join();
			SharedStore waiting = settled.join();
			Mutex slow = living.mutex("slow", fromDead);
			assertThat(slow.acquire(LONG)).isTrue();
			Future<Boolean> inVain = this.threads
				.submit(() -> waiting.mutex("slow", fromDead).acquire(Duration.ofSeconds(11)));

			SharedStore knowing = lossy.join();
			SharedStores.look(knowing);
			redis.cli("del", knowing.key("store"));
			Future<Duration> absent = timed(() -> knowing.mutex("absent", fromDead).acquire(LONG));
			Future<Duration> absentToo = timed(() -> knowing.mutex("absent-too", neverFromDead).acquire(LONG));

			assertThat(absent.get()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(50));
			assertThat(absentToo.get()).as("once the store is settled")
				.isBetween(Duration.ofSeconds(13), Duration.ofSeconds(140));
			assertThat(robbed.get()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(50));
			assertThat(kept.get()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(110));
			assertThat(inVain.get()).isFalse();
			slow.release();
		}
	}

	private Future<Duration> timed(Callable<Boolean> acquire) {
		long begun = System.nanoTime();
		return this.threads.submit(() -> {
			assertThat(acquire.call()).isTrue();
			return since(begun);
		});
	}

	private static Duration since(long begun) {
		return Duration.ofNanos(System.nanoTime() - begun);
	}

}
