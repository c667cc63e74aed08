package io.zendeskbff.shelf;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedMutex;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.StoreReply;
import io.zendeskbff.store.StoreScript;
import org.jspecify.annotations.Nullable;

/**
 * The shelf of all replicas, in their store; and a copy here, which is good for a quarter
 * of a second.
 *
 * <p>
 * <b>Nobody is shown an account from before an update that was confirmed.</b> An update
 * leaves only once its mark stands in the store; while it stands, nobody serves or keeps
 * anything, and whoever comes has an account that was begun to be read after he came.
 * Whoever does not see the mark has looked before it was set, and his look is good for
 * {@link #LAG}, counted from before he looked; the update's answer waits that long. What
 * was begun to be read before the mark is not kept, since the epoch is another; nor is it
 * after a mark that nobody took away, because whoever set it died.
 *
 * <p>
 * <b>Whatever is lost.</b> A store that was restarted, or another server in its place,
 * may have lost the mark or the new epoch. Each look compares, in the store and in one
 * step, the server with the one that all was kept by ({@link StoreScript}); behind a new
 * one nothing of what was kept counts, and nothing is served or kept for as long as an
 * update may be on its way whose mark was lost. A replica that cannot reach the store
 * makes no update, keeps nothing and serves nothing of what it kept. A change that it
 * owes is made before it looks again. There is no message between replicas that could get
 * lost.
 */
final class SharedCell implements ShelfCell {

	static final Duration LAG = Duration.ofMillis(250);

	/** After a refusal, as by a full store, for how long it is as good as away. */
	private static final Duration REFUSED = Duration.ofSeconds(20);

	private final SharedStore store;

	private final List<String> keys;

	private final ShelfCodec codec;

	private final SharedMutex.Terms reading;

	private final StoreClock clock;

	private final ReentrantLock looking = new ReentrantLock();

	private final Queue<UnaryOperator<ShelfState>> owed = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Seen seen;

	private @Nullable StoreException failure;

	private long failedAt;

	private volatile long refusedUntil = System.nanoTime();

	/**
	 * A shelf that nobody has looked at.
	 * @param store the store of all replicas
	 * @param sealer seals what goes there
	 * @param longestRead for how long a read may be on its way
	 * @param clock stands in until the store's is known
	 */
	SharedCell(SharedStore store, Sealer sealer, Duration longestRead, InstantSource clock) {
		this.store = store;
		this.keys = List.of(store.key("account"), store.key("connection"));
		this.codec = new ShelfCodec(sealer, this.keys.getFirst());
		this.clock = new StoreClock(clock);
		this.reading = new SharedMutex.Terms(longestRead, Duration.ofMillis(20), false, false);
	}

	/** As the store's clock has it, or a little earlier. */
	@Override
	public long now() {
		return this.clock.now();
	}

	@Override
	public Glimpse look() {
		Seen last = this.seen;
		return (last != null && last.isFrom(System.nanoTime() - LAG.toNanos()) && isOpen()) ? last.glimpse(now())
				: lookedSince(System.nanoTime() - LAG.toNanos());
	}

	@Override
	public Glimpse lookNow() {
		return lookedSince(System.nanoTime());
	}

	private boolean isOpen() {
		return this.owed.isEmpty() && System.nanoTime() - this.refusedUntil >= 0;
	}

	/** One looks for all who wait, and fails for all of them. */
	private Glimpse lookedSince(long time) {
		long came = System.nanoTime();
		this.looking.lock();
		try {
			requireAnswers(came);
			Seen last = this.seen;
			Seen present = (last != null && last.isFrom(time) && isOpen()) ? last : paid(looked());
			return present.glimpse(now());
		}
		finally {
			this.looking.unlock();
		}
	}

	private void requireAnswers(long came) {
		StoreException last = this.failure;
		if (last != null && (this.failedAt - came > 0 || System.nanoTime() - this.refusedUntil < 0)) {
			throw last.again();
		}
	}

	private Seen looked() {
		Seen before = this.seen;
		long begun = System.nanoTime();
		return met(run(ShelfScripts.LOOK, (before != null) ? before.version() : "", drawn()), begun);
	}

	/** What is owed is done first. */
	private Seen paid(Seen present) {
		List<UnaryOperator<ShelfState>> debts = List.copyOf(this.owed);
		if (debts.isEmpty()) {
			return present;
		}
		Seen after = written(present, (state) -> {
			ShelfState next = state;
			for (UnaryOperator<ShelfState> debt : debts) {
				next = debt.apply(next);
			}
			return next;
		});
		this.owed.removeAll(debts);
		return after;
	}

	@Override
	public ShelfState change(UnaryOperator<ShelfState> what) {
		this.looking.lock();
		try {
			ShelfState after = written(paid(looked()), what).state();
			this.refusedUntil = System.nanoTime();
			return after;
		}
		finally {
			this.looking.unlock();
		}
	}

	@Override
	public void owe(UnaryOperator<ShelfState> what) {
		boolean isFirst = this.owed.isEmpty();
		this.owed.add(what);
		if (isFirst) {
			this.store.soon(this::payUp);
		}
	}

	/** The others wait for it. */
	private void payUp() {
		try {
			if (!this.owed.isEmpty()) {
				lookNow();
			}
		}
		catch (StoreException _) {
			this.store.soon(this::payUp);
		}
	}

	private Seen written(Seen present, UnaryOperator<ShelfState> what) {
		ShelfState next = what.apply(present.state());
		if (next.equals(present.state())) {
			return present;
		}
		String version = drawn();
		long begun = System.nanoTime();
		StoreReply reply = run(ShelfScripts.REPLACE, present.version(), drawn(), present.line(), version,
				this.codec.encode(next));
		return ShelfScripts.version(reply).equals(version) ? know(present.replaced(next, reply, begun), reply)
				: written(met(reply, begun), what);
	}

	private StoreReply run(StoreScript script, String... arguments) {
		try {
			return this.store.run(script, this.keys, arguments);
		}
		catch (StoreException ex) {
			this.failure = ex;
			this.failedAt = System.nanoTime();
			if (ex.isRefusal()) {
				this.refusedUntil = this.failedAt + REFUSED.toNanos();
			}
			throw ex;
		}
	}

	private Seen met(StoreReply reply, long begun) {
		Seen before = this.seen;
		return know((before != null && before.isStill(reply)) ? before.again(reply, begun) : opened(reply, begun),
				reply);
	}

	/**
	 * Of what does not open nobody knows whether it was a mark: it is waited for, and the
	 * next change takes its place.
	 */
	private Seen opened(StoreReply reply, long begun) {
		String sealed = ShelfScripts.sealed(reply);
		Optional<ShelfState> state = this.codec.decode(sealed);
		Seen found = Seen.of(state.orElseGet(() -> ShelfScripts.empty(reply)), reply, begun);
		return (state.isPresent() || sealed.isEmpty()) ? found : found.settledAfter(this.store.longestUpdate(), reply);
	}

	private static String drawn() {
		return UUID.randomUUID().toString();
	}

	private Seen know(Seen met, StoreReply reply) {
		Seen before = this.seen;
		this.clock.read(reply.now(), before == null || !before.line().equals(reply.line()));
		this.seen = met;
		return met;
	}

	@Override
	public Duration lag() {
		return LAG;
	}

	@Override
	public Mutex reading(Epoch epoch) {
		return this.store.mutex("reading:%s:%d".formatted(epoch.line(), epoch.number()), this.reading);
	}

}
