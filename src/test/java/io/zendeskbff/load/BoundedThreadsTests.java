package io.zendeskbff.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class BoundedThreadsTests {

	private final BoundedThreads threads = new BoundedThreads(3);

	private final AtomicInteger begun = new AtomicInteger();

	private final CountDownLatch gate = new CountDownLatch(1);

	@Test
	void tasksWaitForTheirTurnWhenThereAreTooMany() throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(10);
		for (int i = 0; i < 10; i++) {
			this.threads.execute(() -> run(ended));
		}
		await().until(() -> this.begun.get() == 3);
		await().during(Duration.ofMillis(100)).until(() -> this.begun.get() == 3);
		this.gate.countDown();
		assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
		assertThat(this.begun).hasValue(10);
	}

	@Test
	void othersGoOnWhenATaskFails() throws InterruptedException {
		CountDownLatch ended = new CountDownLatch(10);
		for (int i = 0; i < 10; i++) {
			this.threads.execute(() -> {
				ended.countDown();
				Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {
				});
				throw new IllegalStateException();
			});
		}
		assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
	}

	private void run(CountDownLatch ended) {
		this.begun.incrementAndGet();
		try {
			this.gate.await();
			ended.countDown();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
