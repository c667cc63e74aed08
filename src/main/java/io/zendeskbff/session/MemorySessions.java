package io.zendeskbff.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.zendeskbff.portal.Caller;

/**
 * The sessions of a replica that is alone: gone with the process, and forgotten as soon
 * as they are over.
 */
final class MemorySessions implements Sessions {

	/** About 60 MB. */
	private static final int MOST = 20_000;

	/** Nobody takes the others' place by logging in over and over: his oldest ends. */
	private static final int MOST_OF_ONE = 20;

	private final InstantSource clock;

	private final Cache<String, PortalSession> byId;

	private final Cache<String, LogoutNotice> notices;

	MemorySessions(InstantSource clock) {
		this.clock = clock;
		this.byId = until(PortalSession::expiresAt);
		this.notices = until(LogoutNotice::until);
	}

	@Override
	public void begin(PortalSession session) {
		Caller caller = session.login().caller();
		this.byId.asMap()
			.values()
			.stream()
			.filter((one) -> one.login().caller().isSameAs(caller))
			.sorted(Comparator.comparing(PortalSession::end).reversed())
			.skip(MOST_OF_ONE - 1)
			.toList()
			.forEach(this::end);
		this.byId.put(session.id(), session);
	}

	@Override
	public Optional<PortalSession> find(String id) {
		return Optional.ofNullable(this.byId.getIfPresent(id)).filter((one) -> !one.isOver(this.clock.instant()));
	}

	@Override
	public void extend(PortalSession session) {
		this.byId.asMap().computeIfPresent(session.id(), (_, _) -> session);
	}

	@Override
	public void end(PortalSession session) {
		this.byId.invalidate(session.id());
	}

	@Override
	public boolean endAll(LogoutNotice notice) {
		if (this.notices.asMap().putIfAbsent(notice.issuer() + '\n' + notice.id(), notice) != null) {
			return false;
		}
		this.byId.asMap().values().removeIf((session) -> notice.isAbout(session.login()));
		return true;
	}

	long size() {
		this.byId.cleanUp();
		return this.byId.estimatedSize();
	}

	private <V> Cache<String, V> until(Function<V, Instant> end) {
		return Caffeine.newBuilder()
			.maximumSize(MOST)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(this.clock.millis()))
			.scheduler(Scheduler.systemScheduler())
			.expireAfter(Expiry.<String, V>writing((_, value) -> left(end.apply(value))))
			.build();
	}

	private Duration left(Instant end) {
		Duration left = Duration.between(this.clock.instant(), end);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
