package io.zendeskbff.upstream;

import java.time.Duration;

/**
 * The moment until which a call may take, on the monotonic clock: everything that is done
 * for the call shares it.
 */
public final class Deadline {

	private final long nanoTime;

	private Deadline(long nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * A deadline that starts now.
	 * @param patience how long from now
	 * @return the deadline
	 */
	public static Deadline in(Duration patience) {
		return new Deadline(System.nanoTime() + patience.toNanos());
	}

	/**
	 * What is left.
	 * @return zero or less once the deadline passed
	 */
	public Duration remaining() {
		return Duration.ofNanos(this.nanoTime - System.nanoTime());
	}

}
