package io.zendeskbff.load;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Keeps the service answering for a while after it was told to stop. It is not ready any
 * more from that moment on, but a proxy sees that at its next health check only, and
 * until then a closed port would fail its calls.
 */
final class Drain implements SmartLifecycle {

	private static final Logger LOGGER = LoggerFactory.getLogger(Drain.class);

	private final Duration period;

	private volatile boolean running;

	private volatile boolean underway;

	Drain(Duration period) {
		this.period = period;
	}

	/** Whether callers had better go elsewhere. */
	boolean isUnderway() {
		return this.underway;
	}

	@Override
	public void start() {
		this.underway = false;
		this.running = true;
	}

	@Override
	public void stop(Runnable callback) {
		stop();
		if (this.period.isZero()) {
			callback.run();
		}
		else {
			LOGGER.atInfo().addKeyValue("period", this.period).log("No longer ready, and answering for a while");
			CompletableFuture.delayedExecutor(this.period.toMillis(), TimeUnit.MILLISECONDS).execute(callback);
		}
	}

	@Override
	public void stop() {
		this.underway = true;
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/** Stops first of all: before Boot closes the port, and the management port too. */
	@Override
	public int getPhase() {
		return Integer.MAX_VALUE;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
