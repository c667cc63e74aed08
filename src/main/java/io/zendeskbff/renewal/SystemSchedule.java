package io.zendeskbff.renewal;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Time as the JVM's monotonic clock has it.
 */
final class SystemSchedule implements Timing.Schedule {

	private final ScheduledExecutorService executor;

	private final long start = System.nanoTime();

	SystemSchedule(ScheduledExecutorService executor) {
		this.executor = executor;
	}

	@Override
	public void after(Duration delay, Runnable task) {
		Future<?> _ = this.executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	public Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
