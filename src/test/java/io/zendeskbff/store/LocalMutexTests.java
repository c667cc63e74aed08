package io.zendeskbff.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Whose turn it is among threads.
 */
class LocalMutexTests {

	private final LocalMutex mutex = new LocalMutex();

	@Test
	void oneAtATimeHasHisTurnWhenSeveralWantIt() {
		assertThat(this.mutex.acquire(Duration.ZERO)).isTrue();
		assertThatCode(this.mutex::requireHeld).doesNotThrowAnyException();
		assertThat(CompletableFuture.supplyAsync(() -> this.mutex.acquire(Duration.ZERO)).join()).isFalse();
		CompletableFuture<Boolean> next = CompletableFuture
			.supplyAsync(() -> this.mutex.acquire(Duration.ofSeconds(20)));
		this.mutex.release();
		assertThat(next.join()).isTrue();
	}

	@Test
	void turnDoesNotComeWhenTheThreadIsInterrupted() {
		Thread.currentThread().interrupt();
		assertThat(this.mutex.acquire(Duration.ofSeconds(20))).isFalse();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void everybodyHasHisTurnWhenItIsFree() {
		FreeMutex free = new FreeMutex();
		assertThat(free.acquire(Duration.ZERO)).isTrue();
		assertThat(free.acquire(Duration.ZERO)).isTrue();
		assertThatCode(free::requireHeld).doesNotThrowAnyException();
		assertThatCode(free::release).doesNotThrowAnyException();
	}

}
