package io.zendeskbff.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.zendeskbff.store.KeyedHash;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.StoreScript;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that all replicas share. Each stands in lists, by hashes of its user and
 * of the provider's session, by which an identity provider ends it.
 */
final class SharedSessions implements Sessions {

	/**
	 * Keeps a session and puts it into its lists, in one step: a notice meets both or
	 * neither. {@code KEYS}: the session, its lists; {@code ARGV}: the sealed session,
	 * how long it lasts when it is not used and at most, in milliseconds, and its id.
	 */
	private static final StoreScript BEGIN = new StoreScript("""
			redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5])
			for list = 3, #KEYS do
			  local over = redis.pcall('ZREMRANGEBYSCORE', KEYS[list], '-inf', string.format('%.0f', now))
			  if type(over) == 'table' then redis.call('DEL', KEYS[list]) end
			  redis.call('ZADD', KEYS[list], string.format('%.0f', now + ARGV[6]), ARGV[7])
			  redis.call('PEXPIRE', KEYS[list], ARGV[6])
			end
			return reply()
			""");

	/**
	 * Once for each notice, ends the sessions of lists. {@code KEYS}: the notice, the
	 * lists; {@code ARGV}: how long the notice is good for, in milliseconds, and what a
	 * session's name begins with.
	 */
	private static final StoreScript END_ALL = new StoreScript("""
			if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[4]) then return reply('used') end
			for list = 3, #KEYS do
			  local ids = redis.pcall('ZRANGE', KEYS[list], 0, -1)
			  for _, id in ipairs(ids.err and {} or ids) do redis.call('DEL', ARGV[5] .. id) end
			  redis.call('DEL', KEYS[list])
			end
			return reply('done')
			""");

	private final SharedStore store;

	private final SessionCodec codec;

	private final KeyedHash hash;

	private final InstantSource clock;

	SharedSessions(SharedStore store, Sealer sealer, KeyedHash hash, InstantSource clock) {
		this.store = store;
		this.codec = new SessionCodec(sealer);
		this.hash = hash;
		this.clock = clock;
	}

	@Override
	public void begin(PortalSession session) {
		String key = key(session.id());
		List<String> keys = Stream.concat(Stream.of(key), lists(session.login())).toList();
		available(() -> this.store.run(BEGIN, keys, this.codec.encode(key, session), millis(session.expiresAt()),
				millis(session.end()), session.id()));
	}

	@Override
	public Optional<PortalSession> find(String id) {
		String key = key(id);
		return available(() -> sealed(key)).flatMap((sealed) -> this.codec.decode(key, id, sealed))
			.filter((session) -> !session.isOver(this.clock.instant()));
	}

	/** Something else that somebody put there is no session. */
	private Optional<String> sealed(String key) {
		try {
			return this.store.call((redis) -> Optional.ofNullable(redis.opsForValue().get(key)));
		}
		catch (StoreException ex) {
			if (ex.isOfAnotherType()) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	@Override
	public void extend(PortalSession session) {
		String key = key(session.id());
		String sealed = this.codec.encode(key, session);
		try {
			this.store.call((redis) -> Optional
				.ofNullable(redis.opsForValue().setIfPresent(key, sealed, left(session.expiresAt()))));
		}
		catch (StoreException _) {
			// It ends a little earlier then.
		}
	}

	/** What is left in a list when this breaks off is an id of nothing. */
	@Override
	public void end(PortalSession session) {
		available(() -> this.store.call((redis) -> {
			boolean ended = Boolean.TRUE.equals(redis.delete(key(session.id())));
			lists(session.login()).forEach((list) -> redis.opsForZSet().remove(list, session.id()));
			return ended;
		}));
	}

	@Override
	public boolean endAll(LogoutNotice notice) {
		String once = this.store.key("logout:" + this.hash.of("logout", notice.issuer() + '\n' + notice.id()));
		List<String> keys = Stream.concat(Stream.of(once), lists(notice)).toList();
		return available(() -> this.store.run(END_ALL, keys, millis(notice.until()), key("")).rest())
			.equals(List.of("done"));
	}

	private String key(String id) {
		return this.store.key("session:" + id);
	}

	private Stream<String> lists(Login login) {
		String issuer = login.caller().issuer();
		String subject = login.caller().subject();
		String sid = login.sid();
		return Stream
			.concat(Stream.of(Kind.SUBJECT.name(issuer, subject), Kind.BOTH.name(issuer, subject, sid)),
					Stream.ofNullable(sid).map((one) -> Kind.SID.name(issuer, one)))
			.map((name) -> list(this.hash.of("sessions", name)));
	}

	/** Under each key: another may have come first since the sessions began. */
	private Stream<String> lists(LogoutNotice notice) {
		return names(notice).flatMap((name) -> this.hash.ofEach("sessions", name).stream()).map(this::list);
	}

	/** Who is named with a session ends those too of which it is not known. */
	private static Stream<String> names(LogoutNotice notice) {
		String issuer = notice.issuer();
		if (notice.subject() == null) {
			return Stream.of(Kind.SID.name(issuer, notice.sid()));
		}
		return (notice.sid() == null) ? Stream.of(Kind.SUBJECT.name(issuer, notice.subject())) : Stream
			.of(Kind.BOTH.name(issuer, notice.subject(), notice.sid()), Kind.BOTH.name(issuer, notice.subject(), null));
	}

	private String list(String hash) {
		return this.store.key("sessions:" + hash);
	}

	private String millis(Instant end) {
		return String.valueOf(left(end).toMillis());
	}

	/** Redis takes no less. */
	private Duration left(Instant end) {
		Duration left = Duration.between(this.clock.instant(), end);
		return left.isPositive() ? left : Duration.ofMillis(1);
	}

	private static <T> T available(Supplier<T> commands) {
		try {
			return commands.get();
		}
		catch (StoreException ex) {
			throw new SessionUnavailableException(ex);
		}
	}

	/** What a list has in common. */
	private enum Kind {

		SUBJECT, SID, BOTH;

		String name(@Nullable String... parts) {
			return name() + Arrays.toString(parts);
		}

	}

}
