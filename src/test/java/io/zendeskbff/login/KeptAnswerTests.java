package io.zendeskbff.login;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.security.authentication.AuthenticationServiceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeptAnswerTests {

	private final AtomicInteger asked = new AtomicInteger();

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private boolean away;

	private final KeptAnswer<Integer> kept = new KeptAnswer<>(this::ask, () -> this.now);

	@Test
	void answerIsKeptForAnHourWhenThereIsOne() {
		assertThat(this.kept.get()).isOne();
		pass(Duration.ofMinutes(60).minusMillis(1));
		assertThat(this.kept.get()).isOne();
		pass(Duration.ofMillis(1));
		assertThat(this.kept.get()).isEqualTo(2);
	}

	@Test
	void answerIsKeptForLongerWhenThereIsNoOther() {
		this.kept.get();
		this.away = true;
		pass(Duration.ofHours(1));
		assertThat(this.kept.get()).isOne();
		assertThat(this.kept.get()).isOne();
		assertThat(this.asked).hasValue(2);
		pass(Duration.ofSeconds(5));
		this.away = false;
		assertThat(this.kept.get()).isEqualTo(3);
	}

	@Test
	void nobodyAsksForAWhileWhenThereWasNone() {
		this.away = true;
		for (int i = 0; i < 10; i++) {
			assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(this.kept::get);
		}
		assertThat(this.asked).hasValue(1);
		pass(Duration.ofSeconds(5));
		assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(this.kept::get);
		assertThat(this.asked).hasValue(2);
	}

	/** And does not wait for the other either. */
	@Test
	void oldAnswerIsGivenWhenAnotherAsks() throws Exception {
		CountDownLatch asking = new CountDownLatch(1);
		CountDownLatch answered = new CountDownLatch(1);
		AtomicInteger answers = new AtomicInteger();
		KeptAnswer<Integer> slow = new KeptAnswer<>(() -> {
			if (answers.incrementAndGet() > 1) {
				asking.countDown();
				await(answered);
			}
			return answers.get();
		}, () -> this.now);
		slow.get();
		pass(Duration.ofHours(1));
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			Future<Integer> other = threads.submit(slow::get);
			asking.await();
			assertThat(slow.get()).isOne();
			answered.countDown();
			assertThat(other.get()).isEqualTo(2);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private Integer ask() {
		int answer = this.asked.incrementAndGet();
		if (this.away) {
			throw new AuthenticationServiceException("away");
		}
		return answer;
	}

	private void pass(Duration time) {
		this.now = this.now.plus(time);
	}

}
