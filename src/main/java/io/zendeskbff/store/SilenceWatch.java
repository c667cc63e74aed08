package io.zendeskbff.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Watches the silence of a lease's holder, or of nobody, as long as it is the same.
 */
final class SilenceWatch {

	/** Time enough for who lives to reconnect and beat. */
	private static final Duration ENOUGH = Duration.ofSeconds(5);

	private final boolean fromDead;

	private final LongSupplier nanoTime;

	private String seen = "";

	private long since;

	/**
	 * A watch that has seen nothing.
	 * @param fromDead whether silence counts
	 * @param nanoTime a clock
	 */
	SilenceWatch(boolean fromDead, LongSupplier nanoTime) {
		this.fromDead = fromDead;
		this.nanoTime = nanoTime;
	}

	/** Takes note of what was answered to who wants the lease. */
	void see(String answer) {
		if (!answer.equals(this.seen)) {
			this.seen = answer;
			this.since = this.nanoTime.getAsLong();
		}
	}

	/** The silence that has lasted long enough; empty while none has, or none counts. */
	String silent() {
		boolean counts = this.fromDead && this.seen.startsWith(LeaseScripts.SILENT);
		return (counts && this.nanoTime.getAsLong() - this.since >= ENOUGH.toNanos()) ? this.seen : "";
	}

	/** Whether nobody has it, and it may have got lost. */
	boolean isUnsettled() {
		return this.seen.equals(LeaseScripts.SILENT);
	}

}
