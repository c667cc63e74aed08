package io.zendeskbff.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.SharedStores;
import io.zendeskbff.store.TestKeys;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sessions that begin at one replica, go on at another and end at all.
 */
@RequiresRedis
class SharedSessionsTests {

	private static final String ID = "a-session-s-id";

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

	private final SharedStore here = this.replicas.join();

	private final SharedStore there = this.replicas.join();

	private final AtomicReference<Instant> now = new AtomicReference<>(TestLogins.NOW);

	private final Sessions mine = sessions(this.here, 1);

	private final Sessions others = sessions(this.there, 1);

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
	}

	private static SharedStores replicas() {
		return SharedStores.in(redis);
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@BeforeEach
	void clear() {
		redis.cli("flushall");
	}

	@AfterEach
	void close() {
		this.replicas.close();
	}

	@Test
	void sessionIsFoundWhenAnotherReplicaBeganIt() {
		PortalSession session = begin(ID, "olive", "sid-1");
		assertThat(this.others.find(ID)).contains(session);
		assertThat(this.others.find("another")).isEmpty();
	}

	@Test
	void sessionEndsEverywhereWhenOneReplicaEndsIt() {
		PortalSession session = begin(ID, "olive", "sid-1");
		this.others.end(session);
		assertThat(this.mine.find(ID)).isEmpty();
		assertThat(redis.keys()).doesNotContain(this.here.key("session:" + ID));
	}

	@Test
	void sessionStaysEndedWhenACallWasUnderWayElsewhere() {
		PortalSession session = begin(ID, "olive", "sid-1");
		this.others.end(session);
		this.mine.extend(session);
		assertThat(this.mine.find(ID)).isEmpty();
		assertThat(redis.keys()).doesNotContain(this.here.key("session:" + ID));
	}

	@Test
	void sessionGoesOnWhenItIsExtended() {
		PortalSession session = begin(ID, "olive", "sid-1");
		this.mine.extend(session.usedAt(TestLogins.NOW.plusSeconds(600), Duration.ofMinutes(30)));
		this.now.set(TestLogins.NOW.plusSeconds(2_399));
		assertThat(this.others.find(ID)).isPresent();
		this.now.set(TestLogins.NOW.plusSeconds(2_400));
		assertThat(this.others.find(ID)).isEmpty();
	}

	@Test
	void storeForgetsWhenTimeIsOver() {
		begin(ID, "olive", "sid-1");
		for (String key : redis.keys()) {
			if (key.endsWith(":store")) {
				continue;
			}
			long left = Long.parseLong(redis.cli("pttl", key).strip());
			assertThat(left).as(key)
				.isPositive()
				.isLessThanOrEqualTo(Duration.ofMinutes(key.contains("session:") ? 30 : 480).toMillis());
		}
	}

	@Test
	void sessionsOfProvidersSessionEndWhenItSaysSo() {
		begin("one", "olive", "sid-1");
		begin("two", "olive", "sid-2");
		begin("three", "adam", "sid-3");
		assertThat(this.others.endAll(notice("jti-1", null, "sid-1"))).isTrue();
		assertThat(found("one", "two", "three")).containsExactly("two", "three");
	}

	@Test
	void sessionsOfUserEndWhenProviderNamesHim() {
		begin("one", "olive", "sid-1");
		begin("two", "olive", "sid-2");
		begin("three", "adam", "sid-3");
		assertThat(this.others.endAll(notice("jti-1", "olive", null))).isTrue();
		assertThat(found("one", "two", "three")).containsExactly("three");
	}

	@Test
	void noticeIsObeyedOnceWhenItComesToEachReplica() {
		LogoutNotice notice = notice("jti-1", "olive", null);
		assertThat(this.mine.endAll(notice)).isTrue();
		begin(ID, "olive", "sid-1");
		assertThat(this.others.endAll(notice)).isFalse();
		assertThat(this.mine.find(ID)).isPresent();
		assertThat(this.others.endAll(notice("jti-2", "olive", null))).isTrue();
		assertThat(this.mine.find(ID)).isEmpty();
	}

	@Test
	void sessionsGoOnAndEndWhenAnotherKeyComesFirst() {
		begin(ID, "olive", "sid-1");
		Sessions rotated = sessions(this.there, 2, 1);
		assertThat(rotated.find(ID)).isPresent();
		assertThat(rotated.endAll(notice("jti-1", null, "sid-1"))).isTrue();
		assertThat(this.mine.find(ID)).isEmpty();
	}

	@Test
	void sessionsOfWhichTheProvidersIsNotKnownEndWhenUserIsNamedToo() {
		begin("one", "olive", "sid-1");
		begin("two", "olive", "sid-2");
		begin("three", "olive", null);
		begin("four", "adam", "sid-1");
		assertThat(this.others.endAll(notice("jti-1", "olive", "sid-1"))).isTrue();
		assertThat(found("one", "two", "three", "four")).containsExactly("two", "four");
	}

	@Test
	void sessionIsNoneWhenItsPlaceIsOfAnotherType() {
		begin(ID, "olive", "sid-1");
		redis.cli("del", this.here.key("session:" + ID));
		redis.cli("hset", this.here.key("session:" + ID), "a", "b");
		assertThat(this.mine.find(ID)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "{}", "a..b.c.d" })
	void thereIsNoSessionWhenSomethingElseIsInItsPlace(String value) {
		begin(ID, "olive", "sid-1");
		redis.cli("set", this.here.key("session:" + ID), value);
		assertThat(this.mine.find(ID)).isEmpty();
	}

	/** Whoever can write the store still is nobody else. */
	@Test
	void thereIsNoSessionWhenAnotherIsPutInItsPlace() {
		begin(ID, "adam", "sid-1");
		begin("other", "olive", "sid-2");
		redis.cli("copy", this.here.key("session:other"), this.here.key("session:" + ID), "replace");
		assertThat(this.mine.find(ID)).isEmpty();
		assertThat(this.mine.find("other")).isPresent();
	}

	@Test
	void listsOfAnotherTypeEndNobodyWhenSomebodyPutThemThere() {
		begin(ID, "olive", "sid-1");
		redis.keys()
			.stream()
			.filter((key) -> key.contains(":sessions:"))
			.forEach((list) -> redis.cli("set", list, "garbage"));
		assertThat(this.mine.endAll(notice("jti-1", "olive", null))).isTrue();
		assertThat(this.mine.find(ID)).isPresent();
		begin("another", "olive", "sid-1");
		assertThat(this.mine.endAll(notice("jti-2", "olive", null))).isTrue();
		assertThat(this.mine.find("another")).isEmpty();
	}

	@Test
	void storeShowsNoNameWhenItIsRead() {
		begin(ID, "olive", "sid-1");
		this.mine.endAll(notice("the-jti", "adam", null));
		for (String key : redis.keys()) {
			String all = key + redis.cli("dump", key)
					+ (key.contains(":sessions:") ? redis.cli("zrange", key, "0", "-1") : "");
			assertThat(all).doesNotContain("olive", "Olive", "adam", "sid-1", "the-jti", "login.example",
					"sealed-id-token");
		}
	}

	@Test
	void nobodyIsToldThatHisSessionEndedWhenStoreIsAway() {
		PortalSession session = begin(ID, "olive", "sid-1");
		redis.pause();
		try {
			assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> this.mine.find(ID));
			assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> this.mine.begin(session));
			assertThatExceptionOfType(SessionUnavailableException.class).isThrownBy(() -> this.mine.end(session));
			assertThatExceptionOfType(SessionUnavailableException.class)
				.isThrownBy(() -> this.mine.endAll(notice("jti", "olive", null)));
			this.mine.extend(session);
		}
		finally {
			redis.resume();
		}
	}

	private PortalSession begin(String id, String subject, @Nullable String sid) {
		PortalSession session = new PortalSession(id, TestLogins.of(subject, sid),
				TestLogins.NOW.plus(Duration.ofMinutes(30)), TestLogins.NOW.plus(Duration.ofHours(8)));
		this.mine.begin(session);
		return session;
	}

	private List<String> found(String... ids) {
		return List.of(ids).stream().filter((id) -> this.mine.find(id).isPresent()).toList();
	}

	private LogoutNotice notice(String jti, @Nullable String subject, @Nullable String sid) {
		return new LogoutNotice(TestLogins.ISSUER, jti, subject, sid, TestLogins.NOW.plusSeconds(600));
	}

	private Sessions sessions(SharedStore store, int... keys) {
		InstantSource clock = this.now::get;
		return new SharedSessions(store, TestKeys.sealer(keys), TestKeys.hash(keys), clock);
	}

}
