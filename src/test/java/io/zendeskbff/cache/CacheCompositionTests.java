package io.zendeskbff.cache;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.cache.CacheWorld.Script;
import io.zendeskbff.shelf.Shelf;
import io.zendeskbff.store.Deployment;
import io.zendeskbff.store.ScriptedRedis;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.upstream.RecordedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.zendeskbff.cache.CacheWorld.city;
import static io.zendeskbff.cache.CacheWorld.status;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * With what between callers and Zendesk, and who is granted a read of his own.
 */
class CacheCompositionTests {

	private static final CacheProperties NOTHING = new CacheProperties(Duration.ZERO, Duration.ZERO, Duration.ZERO);

	private final Script zendesk = new Script();

	@Test
	void everybodyReadsForHimselfWhenNothingIsKept() {
		Accounts accounts = accounts(NOTHING);
		assertThat(status(accounts.current())).isEqualTo("fwd=bypass");
		assertThat(status(accounts.currentReadNow())).isEqualTo("fwd=bypass");
		assertThat(accounts.current().account().holds(city("Bern"))).isTrue();
		assertThat(this.zendesk.reads()).isEqualTo(3);
	}

	@Test
	void updateIsCarriedOutWhenNothingIsKept() {
		AtomicInteger left = new AtomicInteger();
		this.zendesk.updates((update, leaving) -> {
			leaving.run();
			left.incrementAndGet();
			return Optional.of(CacheWorld.account(update));
		});
		Optional<Account> after = accounts(NOTHING).update(city("Thun"), Precondition.NONE);
		assertThat(after).hasValueSatisfying((account) -> assertThat(account.holds(city("Thun"))).isTrue());
		assertThat(left).hasValue(1);
	}

	@Test
	void oneReadIsForAllWhenItIsKept() {
		Accounts accounts = accounts(CacheWorld.USUAL);
		assertThat(status(accounts.current())).startsWith("fwd=miss; ttl=");
		assertThat(status(accounts.current())).startsWith("hit; ttl=");
		assertThat(this.zendesk.reads()).isOne();
	}

	private Accounts accounts(CacheProperties properties) {
		Shelf shelf = Shelf.ofProcess(() -> new UUID(0, 1), System::nanoTime, Duration.ofSeconds(14));
		return new CacheConfiguration().accounts(this.zendesk, shelf, properties, new SimpleMeterRegistry(),
				Optional.empty(), new Deployment("x", Duration.ofSeconds(3), Duration.ofSeconds(14)));
	}

	@Test
	void wishIsGrantedOnceInFiveSecondsWhenReplicasShareNothing() {
		long[] now = { Long.MAX_VALUE - 1 };
		Wishes wishes = new OwnWishes(() -> now[0]);
		assertThat(wishes.grant()).isTrue();
		assertThat(wishes.grant()).isFalse();
		now[0] += Duration.ofSeconds(5).toNanos() - 1;
		assertThat(wishes.grant()).isFalse();
		now[0]++;
		assertThat(wishes.grant()).isTrue();
		assertThat(wishes.grant()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "away", textBlock = """
			true,  0,    false, true
			false, 4000, true,  false
			false, -1,   true,  true
			false, -1,   false, false
			away,  0,    true,  false
			""")
	void wishIsGrantedToOneOfAllReplicasWhenTheyShareAStore(@Nullable Boolean first, long rest, boolean deleted,
			boolean granted) {
		ScriptedRedis redis = new ScriptedRedis();
		redis.commands((call) -> switch (call.what()) {
			case "setIfAbsent" -> first;
			case "getExpire" -> rest;
			default -> deleted;
		});
		if (first == null) {
			redis.goesAway();
		}
		try (SharedStore store = redis.store()) {
			assertThat(new SharedWishes(store).grant()).isEqualTo(granted);
			assertThat(redis.calls().getFirst().arguments()).isEqualTo(List.of("test:wish", "granted", "PT5S"));
		}
	}

	@Test
	void standInIsToldOnceWhenItBeginsAndWhenItEnds() {
		CacheJournal journal = new CacheJournal(new SimpleMeterRegistry());
		try (RecordedLog log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.cache")) {
			journal.read();
			assertThat(log.lines()).isEmpty();
			journal.standsIn(Plain.BROKEN);
			journal.standsIn(Plain.TIMED_OUT);
			journal.read();
			journal.read();
			assertThat(log.lines()).hasSize(2);
			assertThat(log.lines().getFirst()).startsWith("WARN An older copy stands in for the account")
				.contains("problem=\"upstream-failed\"");
			assertThat(log.lines().getLast()).startsWith("INFO The account can be read again");
		}
	}

}
