package io.zendeskbff.connection;

import java.lang.Thread.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.connection.ConnectionException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class ConnectionTests {

	private static final Duration ENOUGH = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(50);

	private final AtomicInteger issues = new AtomicInteger();

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	/** What the token endpoint does; a test may change it. */
	private Supplier<BearerToken> issue = () -> new BearerToken("token-" + this.issues.incrementAndGet(), null);

	private final Connection connection = new Connection(() -> this.issue.get(), this.executor, movingClock());

	@AfterEach
	void close() {
		this.executor.close();
	}

	@Test
	void tokenIsKeptWhenItDoesNotExpire() {
		BearerToken token = this.connection.token(ENOUGH);
		this.now = this.now.plus(Duration.ofDays(10_000));
		assertThat(this.connection.token(ENOUGH)).isSameAs(token).isEqualTo(new BearerToken("token-1", null));
		assertThat(this.issues).hasValue(1);
	}

	@Test
	void tokenIsKeptToItsEndWhenItExpires() {
		this.issue = () -> new BearerToken("token-" + this.issues.incrementAndGet(), this.now.plusSeconds(60));
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-1");
		this.now = this.now.plusSeconds(60).minusNanos(1);
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-1");
		this.now = this.now.plusNanos(1);
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-2");
		assertThat(this.issues).hasValue(2);
	}

	@Test
	void oneTokenIsObtainedWhenManyCallersWaitForIt() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.issue = () -> {
			awaitUninterrupted(answer);
			return new BearerToken("token-" + this.issues.incrementAndGet(), null);
		};
		List<Future<BearerToken>> callers = new ArrayList<>();
		IntStream.range(0, 100).forEach((_) -> callers.add(this.executor.submit(() -> this.connection.token(ENOUGH))));
		answer.countDown();
		for (Future<BearerToken> caller : callers) {
			assertThat(caller.get().value()).isEqualTo("token-1");
		}
		assertThat(this.issues).hasValue(1);
	}

	@Test
	void oneTokenIsObtainedWhenManyCallersWereRefusedTheSameOne() throws Exception {
		BearerToken refused = this.connection.token(ENOUGH);
		List<Future<BearerToken>> callers = new ArrayList<>();
		IntStream.range(0, 100).forEach((_) -> callers.add(this.executor.submit(() -> {
			this.connection.refused(refused);
			return this.connection.token(ENOUGH);
		})));
		for (Future<BearerToken> caller : callers) {
			assertThat(caller.get().value()).isEqualTo("token-2");
		}
		assertThat(this.issues).hasValue(2);
	}

	@Test
	void tokenIsDroppedWhenItIsRefused() {
		this.connection.refused(this.connection.token(ENOUGH));
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-2");
	}

	@Test
	void currentTokenIsKeptWhenAnEarlierOneIsRefused() {
		BearerToken first = this.connection.token(ENOUGH);
		this.connection.refused(first);
		BearerToken second = this.connection.token(ENOUGH);
		this.connection.refused(first);
		assertThat(this.connection.token(ENOUGH)).isSameAs(second);
		assertThat(this.issues).hasValue(2);
	}

	@Test
	void obtainingGoesOnWhenAnEarlierTokenIsRefusedMeanwhile() throws Exception {
		BearerToken first = this.connection.token(ENOUGH);
		this.connection.refused(first);
		CountDownLatch answer = new CountDownLatch(1);
		this.issue = () -> {
			awaitUninterrupted(answer);
			return new BearerToken("token-" + this.issues.incrementAndGet(), null);
		};
		Future<BearerToken> caller = this.executor.submit(() -> this.connection.token(ENOUGH));
		assertThat(reasonWithin(SHORT)).isEqualTo(Reason.TIMED_OUT);
		this.connection.refused(first);
		answer.countDown();
		assertThat(caller.get().value()).isEqualTo("token-2");
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-2");
	}

	@Test
	void nothingHappensWhenTokenIsRefusedBeforeThereIsOne() {
		this.connection.refused(new BearerToken("token-1", null));
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-1");
	}

	@ParameterizedTest
	@EnumSource
	void failureIsSharedAndThenForgottenWhenManyCallersWaitForIt(Reason reason) throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.issue = () -> {
			awaitUninterrupted(answer);
			this.issues.incrementAndGet();
			throw new ConnectionException(reason, null);
		};
		List<FutureTask<Reason>> callers = Stream.generate(() -> new FutureTask<>(() -> reasonWithin(ENOUGH)))
			.limit(10)
			.toList();
		List<Thread> threads = callers.stream().map(Thread::startVirtualThread).toList();
		await().until(() -> threads.stream().allMatch((thread) -> thread.getState() == State.TIMED_WAITING));
		answer.countDown();
		for (FutureTask<Reason> caller : callers) {
			assertThat(caller.get()).isEqualTo(reason);
		}
		assertThat(this.issues).hasValue(1);
		this.issue = () -> new BearerToken("at last", null);
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("at last");
	}

	@Test
	void tokenIsAskedForAgainWhenItFailedOnce() {
		Supplier<BearerToken> good = this.issue;
		this.issue = () -> {
			throw new ConnectionException(Reason.UNAVAILABLE, null);
		};
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.UNAVAILABLE);
		this.issue = good;
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-1");
	}

	@Test
	void failureIsInvalidWhenEndpointBreaksItsWord() {
		this.issue = () -> {
			throw new IllegalStateException();
		};
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.INVALID);
	}

	@Test
	void obtainingGoesOnWhenFirstCallerLosesPatience() {
		CountDownLatch answer = new CountDownLatch(1);
		this.issue = () -> {
			awaitUninterrupted(answer);
			return new BearerToken("token-" + this.issues.incrementAndGet(), null);
		};
		assertThat(reasonWithin(SHORT)).isEqualTo(Reason.TIMED_OUT);
		answer.countDown();
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-1");
		assertThat(this.issues).hasValue(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, -1000 })
	void tokenAtHandIsGivenWhenCallerHasNoPatience(long millis) {
		BearerToken token = this.connection.token(ENOUGH);
		assertThat(this.connection.token(Duration.ofMillis(millis))).isSameAs(token);
	}

	@Test
	void obtainingGoesOnAndInterruptIsKeptWhenCallerIsInterrupted() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		this.issue = () -> {
			awaitUninterrupted(answer);
			return new BearerToken("token-" + this.issues.incrementAndGet(), null);
		};
		Future<Boolean> interrupted = this.executor.submit(() -> {
			Thread.currentThread().interrupt();
			return reasonWithin(ENOUGH) == Reason.TIMED_OUT && Thread.currentThread().isInterrupted();
		});
		assertThat(interrupted.get()).isTrue();
		answer.countDown();
		assertThat(this.connection.token(ENOUGH).value()).isEqualTo("token-1");
		assertThat(this.issues).hasValue(1);
	}

	@Test
	void tokenIsMaskedWhenPrinted() {
		assertThat(new BearerToken("s3cret", this.now)).hasToString("BearerToken[expiresAt=2026-01-01T00:00:00Z]");
		assertThat(new BearerToken("s3cret", null)).hasToString("BearerToken[expiresAt=null]");
	}

	private Reason reasonWithin(Duration patience) {
		return catchThrowableOfType(ConnectionException.class, () -> this.connection.token(patience)).reason();
	}

	private Clock movingClock() {
		return ((InstantSource) () -> this.now).withZone(ZoneOffset.UTC);
	}

	private static void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
