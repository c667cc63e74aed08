package io.zendeskbff.renewal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Time that passes when a test says so, and then does what was due meanwhile.
 */
public final class ManualTime implements Timing.Schedule {

	private final List<Due> tasks = new ArrayList<>();

	private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

	/** By how much the clock on the wall is off. */
	private volatile Duration step = Duration.ZERO;

	@Override
	public synchronized void after(Duration delay, Runnable task) {
		this.tasks.add(new Due(this.now.plus(delay), task));
	}

	@Override
	public Duration elapsed() {
		return Duration.between(Instant.EPOCH, this.now);
	}

	/** What the clock on the wall shows. */
	public Instant now() {
		return this.now.plus(this.step);
	}

	public Clock clock() {
		return ((InstantSource) this::now).withZone(ZoneOffset.UTC);
	}

	/**
	 * Sets the clock on the wall without any time passing: nothing gets due by that.
	 */
	public void step(Duration by) {
		this.step = this.step.plus(by);
	}

	/**
	 * Lets time pass, and runs what is due on the way, oldest first.
	 */
	public void pass(Duration duration) {
		Instant end = this.now.plus(duration);
		for (Due next = next(end); next != null; next = next(end)) {
			this.now = next.at;
			next.task.run();
		}
		this.now = end;
	}

	/** Whether something is to be done in exactly this time. */
	public synchronized boolean isDueIn(Duration delay) {
		return this.tasks.stream().anyMatch((one) -> one.at.equals(this.now.plus(delay)));
	}

	private synchronized @Nullable Due next(Instant end) {
		Due next = this.tasks.stream()
			.filter((one) -> !one.at.isAfter(end))
			.min(Comparator.comparing(Due::at))
			.orElse(null);
		this.tasks.remove(next);
		return next;
	}

	/** What is due at a time. */
	private record Due(Instant at, Runnable task) {
	}

}
