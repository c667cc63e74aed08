package io.zendeskbff.load;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class DrainTests {

	private final CountDownLatch stopped = new CountDownLatch(1);

	@Test
	void stopTakesThePeriodWhenThereIsOne() throws InterruptedException {
		Drain drain = started(Duration.ofMillis(200));
		long start = System.nanoTime();
		drain.stop(this.stopped::countDown);
		assertThat(drain.isUnderway()).isTrue();
		assertThat(this.stopped.await(1, TimeUnit.MINUTES)).isTrue();
		assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
	}

	@Test
	void stopIsImmediateWhenThePeriodIsZero() {
		Drain drain = started(Duration.ZERO);
		drain.stop(this.stopped::countDown);
		assertThat(this.stopped.getCount()).isZero();
		assertThat(drain.isRunning()).isFalse();
	}

	@Test
	void nothingIsUnderwayWhenStartedAgain() {
		Drain drain = started(Duration.ZERO);
		assertThat(drain.isUnderway()).isFalse();
		drain.stop();
		drain.start();
		assertThat(drain.isUnderway()).isFalse();
		assertThat(drain.isRunning()).isTrue();
	}

	@Test
	void portIsOpenWhenServiceDrains() {
		assertThat(started(Duration.ZERO).getPhase())
			.isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
	}

	private static Drain started(Duration period) {
		Drain drain = new Drain(period);
		drain.start();
		return drain;
	}

}
