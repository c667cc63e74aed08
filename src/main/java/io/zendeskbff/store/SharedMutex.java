package io.zendeskbff.store;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One at a time over all replicas: a lease in the store, which ends by itself after a
 * time that outlasts what is done under it, so that who is only slow keeps it.
 *
 * <p>
 * Its holder shows every second that he lives, and takes anew what the store has lost.
 * Where a lease may be taken from the dead, it is once its holder has been silent for
 * five seconds in which the store was there all the time: time enough for a living one to
 * reconnect. The same holds for a lease that nobody has after the store may have lost it;
 * where it may not be taken from the dead, nobody has it until the store is settled.
 */
public final class SharedMutex implements Mutex {

	private static final Duration BEAT = Duration.ofSeconds(1);

	private static final String BEAT_COUNTS_FOR = "3000";

	private final SharedStore store;

	private final ScheduledExecutorService beats;

	private final List<String> keys;

	private final Terms terms;

	/** Another name each time: what was done under the last is over. */
	private volatile String me = "";

	private final LocalMutex local = new LocalMutex();

	private @Nullable ScheduledFuture<?> beating;

	/**
	 * A lease that nobody has.
	 * @param store where it is kept
	 * @param beats a timer
	 * @param name what it is for
	 * @param terms on which it is held
	 */
	SharedMutex(SharedStore store, ScheduledExecutorService beats, String name, Terms terms) {
		this.store = store;
		this.beats = beats;
		this.keys = List.of(store.key(name), store.key(name + ":beat"));
		this.terms = terms;
	}

	@Override
	public boolean acquire(Duration patience) {
		long end = System.nanoTime() + patience.toNanos();
		if (!this.local.acquire(patience)) {
			return false;
		}
		boolean acquired = false;
		this.me = UUID.randomUUID().toString();
		try {
			boolean turn = waited(end);
			if (turn) {
				beginBeating();
			}
			acquired = turn;
			return turn;
		}
		catch (StoreException ex) {
			letGoSoon();
			throw ex;
		}
		finally {
			if (!acquired) {
				this.local.release();
			}
		}
	}

	/** What had no answer may have been done. */
	private void letGoSoon() {
		String name = this.me;
		this.store.soon(() -> letGo(name));
	}

	private boolean letGo(String name) {
		try {
			this.store.run(LeaseScripts.RELEASE, this.keys, name);
			return true;
		}
		catch (StoreException _) {
			// It ends by itself.
			return false;
		}
	}

	private boolean waited(long end) {
		SilenceWatch watch = new SilenceWatch(this.terms.fromDead(), System::nanoTime);
		while (!isAcquired(watch)) {
			if (System.nanoTime() - end >= 0 || !paused()) {
				if (watch.isUnsettled()) {
					throw new StoreException(new IllegalStateException("The lease may have got lost"));
				}
				return false;
			}
		}
		return true;
	}

	private boolean isAcquired(SilenceWatch watch) {
		String answer = this.store
			.run(LeaseScripts.ACQUIRE, this.keys, this.me, millis(this.terms.longest()), BEAT_COUNTS_FOR,
					watch.silent(), String.valueOf(this.terms.strict()))
			.rest()
			.getFirst();
		watch.see(answer);
		return answer.equals(LeaseScripts.MINE);
	}

	private boolean paused() {
		try {
			TimeUnit.NANOSECONDS.sleep(this.terms.pause().toNanos());
			return true;
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Not after the release: it would take the lease anew. */
	private synchronized void beat() {
		try {
			if (this.beating != null) {
				this.store.run(LeaseScripts.BEAT, this.keys, this.me, millis(this.terms.longest()), BEAT_COUNTS_FOR);
			}
		}
		catch (StoreException _) {
			// Of this its journal tells; the next beat comes in a second.
		}
	}

	private synchronized void beginBeating() {
		this.beating = this.beats.scheduleAtFixedRate(this::beat, BEAT.toNanos(), BEAT.toNanos(), TimeUnit.NANOSECONDS);
	}

	private synchronized void endBeating() {
		if (this.beating != null) {
			this.beating.cancel(false);
			this.beating = null;
		}
	}

	@Override
	public void requireHeld() {
		String holder = this.store.call((redis) -> String.valueOf(redis.opsForValue().get(this.keys.getFirst())));
		if (!holder.equals(this.me)) {
			throw new StoreException(new IllegalStateException("The lease is lost"));
		}
	}

	@Override
	public void release() {
		endBeating();
		try {
			if (!letGo(this.me)) {
				letGoSoon();
			}
		}
		finally {
			this.local.release();
		}
	}

	private static String millis(Duration duration) {
		return String.valueOf(duration.toMillis());
	}

	/**
	 * On which a lease is held.
	 *
	 * @param longest when it ends by itself; longer than what is done under it
	 * @param pause how long to wait before asking for it again
	 * @param fromDead whether it may be taken from who is silent: whatever he did has
	 * ended with him
	 * @param strict whether it is never held by two, even after the store has lost it;
	 * otherwise two would do no harm, and nobody is kept waiting
	 */
	public record Terms(Duration longest, Duration pause, boolean fromDead, boolean strict) {
	}

}
