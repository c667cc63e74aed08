package io.zendeskbff.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedMutex;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.StoreScript;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection for all replicas, sealed. Beside it stands its generation, in
 * clear: the cache must see with one look whether it is still the same.
 */
final class SharedConnectionStore implements ConnectionStore {

	private static final Logger LOGGER = LoggerFactory.getLogger(SharedConnectionStore.class);

	/** Longer than a token call may take, and the wait for the store after it. */
	private static final Duration LONGEST = Duration.ofSeconds(125);

	private static final String VERSION = """
			local version = redis.pcall('HGET', KEYS[2], 'version')
			if type(version) == 'table' then
			  redis.call('DEL', KEYS[2])
			  version = false
			end
			""";

	private static final StoreScript LOAD = new StoreScript(VERSION + """
			return reply(version or '', version and redis.call('HGET', KEYS[2], 'state') or '')
			""");

	/**
	 * {@code ARGV}: two versions that it may take the place of, its own, and itself.
	 * Where there is none, the store has lost it.
	 */
	private static final StoreScript REPLACE = new StoreScript(VERSION + """
			version = version or ''
			if version == ARGV[6] then return reply('kept') end
			if version ~= '' and version ~= ARGV[4] and version ~= ARGV[5] then return reply('overtaken') end
			redis.call('HSET', KEYS[2], 'version', ARGV[6], 'generation', ARGV[7], 'state', ARGV[8])
			return reply('kept')
			""");

	private final SharedStore store;

	private final ConnectionCodec codec;

	private final List<String> keys;

	private final Mutex renewing;

	private volatile @Nullable ConnectionState met;

	private volatile @Nullable Meanwhile meanwhile;

	/** The last change that was made here. */
	private volatile @Nullable Meanwhile last;

	private final AtomicInteger stored = new AtomicInteger();

	/** Of a state that does not open here. */
	private volatile String unreadable = "";

	/**
	 * A store that nobody has looked at.
	 * @param store the store of all replicas
	 * @param sealer seals what goes there
	 * @param first what to go on from as long as the store was never met; null where
	 * nothing can be done before, since what is kept cannot be obtained anew
	 */
	SharedConnectionStore(SharedStore store, Sealer sealer, @Nullable ConnectionState first) {
		this.store = store;
		this.keys = List.of(store.key("connection"));
		this.codec = new ConnectionCodec(sealer, this.keys.getFirst());
		this.renewing = store.mutex("renewing",
				new SharedMutex.Terms(LONGEST, Duration.ofMillis(250), true, first == null));
		this.met = first;
	}

	@Override
	public ConnectionState load() {
		try {
			return settled(read());
		}
		catch (StoreException ex) {
			ConnectionState last = this.met;
			if (last == null) {
				throw ConnectionException.of(ConnectionException.Reason.STORE_AWAY, ex);
			}
			return last;
		}
	}

	/** What is read while somebody stores may be from before. */
	private ConnectionState read() {
		int before = this.stored.get();
		List<String> answer = this.store.run(LOAD, this.keys).rest();
		String version = answer.getFirst();
		ConnectionState kept = version.isEmpty() ? ConnectionState.NONE : opened(version, answer.getLast());
		if (this.meanwhile == null && this.stored.get() == before) {
			this.met = kept;
		}
		return kept;
	}

	/** Not deleted: somebody may only have left out a key. */
	private ConnectionState opened(String version, String sealed) {
		return this.codec.decode(sealed)
			.filter((state) -> state.version().toString().equals(version))
			.orElseGet(() -> unreadable(version));
	}

	private ConnectionState unreadable(String version) {
		if (!version.equals(this.unreadable)) {
			this.unreadable = version;
			LOGGER.atWarn()
				.log("What is kept of the connection does not open: does bff.token-encryption-keys lack a key?");
		}
		return ConnectionState.NONE;
	}

	@Override
	public ConnectionState loadNow() {
		return settled(read());
	}

	private ConnectionState settled(ConnectionState kept) {
		Meanwhile own = this.meanwhile;
		if (own == null) {
			return replayed(kept);
		}
		boolean goesOn = kept.isSameVersion(own.before) && replace(own.before, own.after);
		this.meanwhile = null;
		return goesOn ? own.after : read();
	}

	/** Versions are drawn: one that is there again is what a failover has left. */
	private ConnectionState replayed(ConnectionState kept) {
		Meanwhile own = this.last;
		boolean isLost = own != null && kept.isSameVersion(own.before)
				&& !own.before.isSameVersion(ConnectionState.NONE);
		return (own != null && isLost && replace(own.before, own.after)) ? own.after : kept;
	}

	@Override
	public boolean replace(ConnectionState before, ConnectionState after) {
		boolean kept = this.store
			.run(REPLACE, this.keys, version(before), this.unreadable, version(after), after.generation().toString(),
					this.codec.encode(after))
			.rest()
			.getFirst()
			.equals("kept");
		if (kept) {
			this.stored.incrementAndGet();
			this.last = new Meanwhile(before, after);
			this.met = after;
		}
		return kept;
	}

	private static String version(ConnectionState state) {
		return state.isSameVersion(ConnectionState.NONE) ? "" : state.version().toString();
	}

	@Override
	public void keepMeanwhile(ConnectionState before, ConnectionState after) {
		this.meanwhile = new Meanwhile(before, after);
		this.met = after;
	}

	@Override
	public Mutex renewing() {
		return this.renewing;
	}

	/** What goes on here, whatever the store knows of it. */
	private record Meanwhile(ConnectionState before, ConnectionState after) {
	}

}
