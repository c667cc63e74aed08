package io.zendeskbff.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.cache.CacheWorld.Script;
import io.zendeskbff.cache.CacheWorld.Script.Update;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.zendeskbff.cache.CacheWorld.account;
import static io.zendeskbff.cache.CacheWorld.city;
import static io.zendeskbff.cache.CacheWorld.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * What is served when, and how often Zendesk is asked for it.
 */
class CachedAccountsTests {

	private final Script zendesk = new Script();

	private final CacheWorld world = new CacheWorld(this.zendesk);

	private final CachedAccounts accounts = this.world.accounts();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PT0S        | hit; ttl=30        | 0   | Bern  | 0 | 0
			PT1.9S      | hit; ttl=28        | 1   | Bern  | 0 | 0
			PT29.999S   | hit; ttl=0         | 29  | Bern  | 0 | 0
			PT30S       | hit; ttl=0         | 30  | Bern  | 0 | 1
			PT31S       | hit; ttl=-1        | 31  | Bern  | 0 | 1
			PT59.999S   | hit; ttl=-30       | 59  | Bern  | 0 | 1
			PT60S       | fwd=stale; ttl=30  | 0   | Basel | 1 | 0
			PT10M       | fwd=stale; ttl=30  | 0   | Basel | 1 | 0
			PT24H       | fwd=stale; ttl=30  | 0   | Basel | 1 | 0
			""")
	void ageDecidesWhenZendeskIsWell(Duration age, String status, int seconds, String city, int reads, int behind) {
		read();
		this.world.pass(age);
		this.zendesk.isIn("Basel");
		AccountCopy copy = this.accounts.current();
		assertThat(status(copy)).isEqualTo(status);
		assertThat(copy.age().toSeconds()).isEqualTo(seconds);
		assertShows(copy, city);
		assertThat(this.zendesk.reads()).isEqualTo(reads);
		assertThat(this.world.workBehind()).isEqualTo(behind);
		assertThat(this.zendesk.reads()).isEqualTo(behind);
		assertShows(this.accounts.current(), (age.toSeconds() < 30) ? "Bern" : "Basel");
		assertThat(this.zendesk.reads()).isZero();
	}

	@Test
	void firstReaderGoesToZendeskWhenNothingIsKept() {
		AccountCopy copy = this.accounts.current();
		assertThat(status(copy)).isEqualTo("fwd=miss; ttl=30");
		assertThat(copy.age()).isZero();
		assertThat(this.zendesk.reads()).isEqualTo(1);
	}

	@Test
	void ageCountsFromWhereTheReadBeganWhenZendeskIsSlow() {
		this.zendesk.whileReading(() -> this.world.pass(Duration.ofSeconds(2)));
		AccountCopy copy = this.accounts.current();
		assertThat(status(copy)).isEqualTo("fwd=miss; ttl=28");
		assertThat(copy.age()).hasSeconds(2);
	}

	@Test
	void nobodyWaitsAndZendeskIsAskedOnceWhenManyMeetAnOldCopy() {
		read();
		this.world.pass(Duration.ofSeconds(45));
		for (int i = 0; i < 500; i++) {
			assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=-15");
		}
		assertThat(this.zendesk.reads()).isZero();
		assertThat(this.world.workBehind()).isEqualTo(1);
		assertThat(this.zendesk.reads()).isEqualTo(1);
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=30");
	}

	@Test
	void copyIsServedOnWhenItCannotBeRenewedBehind() {
		read();
		this.world.pass(Duration.ofSeconds(45));
		this.zendesk.fails(Plain.BROKEN);
		this.accounts.current();
		assertThat(this.world.workBehind()).isEqualTo(1);
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=-15");
		assertThat(this.world.workBehind()).as("within the moment of a failure").isZero();
		this.world.pass(Duration.ofSeconds(1));
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=-16");
		assertThat(this.world.workBehind()).isEqualTo(1);
	}

	@Test
	void zendeskIsNotAskedBehindWhenSomebodyWasFaster() {
		read();
		this.world.pass(Duration.ofSeconds(45));
		this.accounts.current();
		this.accounts.currentReadNow();
		assertThat(this.world.workBehind()).isEqualTo(1);
		assertThat(this.zendesk.reads()).isEqualTo(1);
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=30");
	}

	static Stream<Failure> showing() {
		return Stream.of(Plain.TIMED_OUT, Plain.BROKEN, Plain.INVALID, Plain.CREDENTIALS_REFUSED, Plain.OVERLOADED,
				new Failure.Unavailable(null), new Failure.Throttled(Duration.ofSeconds(30)));
	}

	@ParameterizedTest
	@MethodSource("showing")
	void copyStandsInUpToItsAgeWhenZendeskFails(Failure failure) {
		read();
		this.zendesk.fails(failure);
		this.world.pass(Duration.ofSeconds(60));
		AccountCopy copy = this.accounts.current();
		assertThat(status(copy)).isEqualTo("fwd=stale; ttl=-30; detail=stale-if-error");
		assertThat(copy.age()).hasSeconds(60);
		assertShows(copy, "Bern");
		this.world.pass(Duration.ofMinutes(9));
		assertThat(status(this.accounts.current())).isEqualTo("fwd=stale; ttl=-570; detail=stale-if-error");
		assertThat(this.zendesk.reads()).isEqualTo(2);
		this.world.pass(Duration.ofNanos(1));
		assertFails(failure);
		this.world.pass(Duration.ofSeconds(1));
		assertFails(failure);
		assertThat(this.zendesk.reads()).isEqualTo(1);
		assertThat(this.world.meters().counter("bff.cache.stale", "reason", failure.slug()).count()).isEqualTo(2);
	}

	static Stream<Arguments> notShowing() {
		return Stream.of(argumentSet("redirect", Plain.UNEXPECTED, true), argumentSet("404", Plain.GONE, false),
				argumentSet("403", Plain.FORBIDDEN, false), argumentSet("unconnected", Plain.NOT_CONNECTED, false),
				argumentSet("another account", new Failure.OtherAccount("k2"), false));
	}

	@ParameterizedTest
	@MethodSource("notShowing")
	void copyDoesNotStandInWhenZendeskAnswersOtherwise(Failure failure, boolean later) {
		read();
		this.world.pass(Duration.ofSeconds(60));
		this.zendesk.fails(failure);
		assertFails(failure);
		this.world.pass(Duration.ofSeconds(1));
		this.zendesk.fails(Plain.BROKEN);
		if (later) {
			assertThat(status(this.accounts.current())).endsWith("detail=stale-if-error");
		}
		else {
			assertFails(Plain.BROKEN);
		}
	}

	@ParameterizedTest
	@MethodSource("notShowing")
	void copyIsNotServedAtOnceAnyMoreWhenARefreshBehindIsAnsweredOtherwise(Failure failure) {
		read();
		this.world.pass(Duration.ofSeconds(45));
		this.zendesk.fails(failure);
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=-15");
		this.world.workBehind();
		assertFails(failure);
	}

	/** Whichever of them had begun first. */
	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void nothingIsKeptWhenAnotherReadMeanwhileFoundNoAccount(boolean firstIsGone) {
		this.zendesk.whileReading(() -> {
			this.zendesk.whileReading(() -> {
			});
			this.world.pass(Duration.ofSeconds(1));
			if (firstIsGone) {
				this.accounts.currentReadNow();
				this.zendesk.fails(Plain.GONE);
			}
			else {
				this.zendesk.fails(Plain.GONE);
				assertThatThrownBy(this.accounts::currentReadNow).isInstanceOf(AccountException.class);
				this.zendesk.isIn("Bern");
			}
		});
		if (firstIsGone) {
			assertFails(Plain.GONE);
		}
		else {
			assertThat(status(this.accounts.current())).isEqualTo("fwd=miss");
		}
		this.world.pass(Duration.ofSeconds(1));
		this.zendesk.fails(Plain.BROKEN);
		assertFails(Plain.BROKEN);
	}

	@ParameterizedTest
	@EnumSource(value = Plain.class, names = { "GONE", "FORBIDDEN", "NOT_CONNECTED" })
	void copyIsForgottenWhenTheReadForAPreconditionFindsNoAccount(Plain failure) {
		read();
		this.zendesk.updates(refused(failure, 0));
		attempt();
		this.zendesk.fails(Plain.BROKEN);
		assertFails(Plain.BROKEN);
	}

	@Test
	void copyStaysWhenTheReadForAPreconditionFails() {
		read();
		this.zendesk.updates(refused(Plain.UNEXPECTED, 0));
		attempt();
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=30");
	}

	@Test
	void copyIsServedOnAndNobodyWaitsForEverWhenNothingCanBeDoneBehind() {
		List<Runnable> refusals = new ArrayList<>();
		CacheWorld world = new CacheWorld(this.zendesk, CacheWorld.USUAL, (task) -> {
			refusals.add(task);
			throw new RejectedExecutionException("full");
		});
		world.accounts().current();
		world.pass(Duration.ofSeconds(45));
		assertThat(status(world.accounts().current())).isEqualTo("hit; ttl=-15");
		assertThat(refusals).hasSize(1);
		world.pass(Duration.ofSeconds(16));
		assertThat(status(world.accounts().current())).isEqualTo("fwd=stale; ttl=30");
	}

	@Test
	void bugIsToldInLogAndMeterWhenNobodyWaits() {
		read();
		this.world.pass(Duration.ofSeconds(45));
		this.zendesk.whileReading(() -> {
			throw new IllegalStateException("bug");
		});
		this.accounts.current();
		this.world.workBehind();
		assertThat(refreshes("internal")).isEqualTo(1);
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=-15");
	}

	@Test
	void failureIsSharedForAMomentWhenThereIsNoCopy() {
		this.zendesk.fails(Plain.TIMED_OUT);
		for (int i = 0; i < 10; i++) {
			assertFails(Plain.TIMED_OUT);
		}
		assertThat(this.zendesk.reads()).isEqualTo(1);
		this.world.pass(Duration.ofMillis(999));
		assertFails(Plain.TIMED_OUT);
		assertThat(this.zendesk.reads()).isZero();
		this.world.pass(Duration.ofMillis(1));
		this.zendesk.isIn("Basel");
		assertShows(this.accounts.current(), "Basel");
		assertThat(this.zendesk.reads()).isEqualTo(1);
	}

	@Test
	void accountIsReadNowOnceInFiveSecondsWhenCallersWishIt() {
		read();
		this.zendesk.isIn("Basel");
		AccountCopy copy = this.accounts.currentReadNow();
		assertThat(status(copy)).isEqualTo("fwd=bypass; ttl=30");
		assertShows(copy, "Basel");
		this.zendesk.isIn("Chur");
		this.world.pass(Duration.ofMillis(4_999));
		assertThat(status(this.accounts.currentReadNow())).isEqualTo("hit; ttl=25");
		assertThat(this.zendesk.reads()).isEqualTo(1);
		this.world.pass(Duration.ofMillis(1));
		assertShows(this.accounts.currentReadNow(), "Chur");
		assertShows(this.accounts.current(), "Chur");
		assertThat(this.zendesk.reads()).isEqualTo(1);
	}

	@Test
	void copyStandsInWhenAWishCannotBeGranted() {
		read();
		this.zendesk.fails(Plain.BROKEN);
		assertThat(status(this.accounts.currentReadNow())).isEqualTo("fwd=bypass; ttl=30; detail=stale-if-error");
	}

	@Test
	void accountThatWasReadFirstDoesNotReplaceALaterOneWhenItComesLate() {
		this.zendesk.whileReading(() -> {
			this.zendesk.whileReading(() -> {
			});
			this.world.pass(Duration.ofSeconds(1));
			this.zendesk.isIn("Basel");
			assertShows(this.accounts.currentReadNow(), "Basel");
		});
		AccountCopy copy = this.accounts.current();
		assertShows(copy, "Bern");
		assertThat(status(copy)).isEqualTo("fwd=miss");
		assertShows(this.accounts.current(), "Basel");
	}

	/** How an update may end, and what the portals read next when Zendesk is down. */
	static Stream<Arguments> ends() {
		return Stream.of(argumentSet("refused before it left", refused(Plain.BROKEN, 0), "hit; ttl=30", "Bern"),
				argumentSet("refused by Zendesk", refused(Plain.READ_ONLY, 1), "hit; ttl=30", "Bern"),
				argumentSet("refused as a page", refused(Plain.FORBIDDEN, 1), "hit; ttl=30", "Bern"),
				argumentSet("refused as not found", refused(Plain.GONE, 1), "hit; ttl=30", "Bern"),
				argumentSet("refused after it was sent twice", refused(Plain.CREDENTIALS_REFUSED, 2), "hit; ttl=30",
						"Bern"),
				argumentSet("confirmed", confirmed(Optional.of(account("Thun"))), "hit; ttl=30", "Thun"),
				argumentSet("confirmed, not read back", confirmed(Optional.empty()), null, null),
				argumentSet("confirmed, not shown yet", confirmed(Optional.of(account("Bern"))), null, null),
				argumentSet("unknown", unknown(1), null, null), argumentSet("unknown, unseen", unknown(0), null, null),
				argumentSet("our bug", ourBug(), null, null));
	}

	@ParameterizedTest
	@MethodSource("ends")
	void copyComesBackOrGoesWhenAnUpdateEnds(Update update, @Nullable String status, @Nullable String city) {
		read();
		this.zendesk.updates(update);
		this.zendesk.fails(Plain.BROKEN);
		attempt();
		if (status == null) {
			assertFails(Plain.BROKEN);
		}
		else {
			AccountCopy copy = this.accounts.current();
			assertThat(status(copy)).isEqualTo(status);
			assertShows(copy, city);
			assertThat(this.zendesk.reads()).isZero();
		}
	}

	@ParameterizedTest
	@MethodSource("ends")
	void copyIsAsideWhenAnUpdateIsOut(Update update, @Nullable String status, @Nullable String city) {
		read();
		this.zendesk.fails(Plain.BROKEN);
		this.zendesk.updates((sent, leaving) -> update.carryOut(sent, () -> {
			leaving.run();
			assertFails(Plain.BROKEN);
		}));
		attempt();
		assertThat(status == null).isEqualTo(city == null);
	}

	@ParameterizedTest
	@EnumSource(names = { "CONFIRMED", "UNKNOWN", "REFUSED" })
	void readThatBeganBeforeIsNotKeptWhenAnUpdateComesBetween(End end) {
		this.zendesk.updates(end.update());
		this.zendesk.whileReading(() -> {
			this.zendesk.whileReading(() -> {
			});
			attempt();
		});
		AccountCopy before = this.accounts.current();
		assertShows(before, "Bern");
		assertThat(status(before)).as("not kept").isEqualTo("fwd=miss");
		this.zendesk.isIn("Thun");
		assertShows(this.accounts.current(), "Thun");
		assertThat(this.zendesk.reads()).isEqualTo((end == End.CONFIRMED) ? 1 : 2);
	}

	@Test
	void readThatBeganBeforeIsNotKeptWhenItEndsWhileAnUpdateIsOut() {
		List<Runnable> leavings = new ArrayList<>();
		this.zendesk.updates((_, leaving) -> {
			leavings.add(leaving);
			assertThat(status(this.accounts.current())).as("not kept").isEqualTo("fwd=miss");
			assertThat(status(this.accounts.current())).isEqualTo("fwd=miss; ttl=30");
			return Optional.empty();
		});
		this.zendesk.whileReading(() -> {
			this.zendesk.whileReading(() -> {
			});
			leavings.forEach(Runnable::run);
		});
		attempt();
		assertThat(this.zendesk.reads()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "CONFIRMED", "UNKNOWN", "REFUSED" })
	void readMeanwhileIsKeptOnlyWhenTheUpdateIsRefused(End end) {
		this.zendesk.updates((update, leaving) -> {
			leaving.run();
			this.zendesk.isIn("Bern");
			assertShows(this.accounts.current(), "Bern");
			assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=30");
			return end.update().carryOut(update, leaving);
		});
		attempt();
		this.zendesk.reads();
		this.zendesk.isIn("Thun");
		assertShows(this.accounts.current(), (end == End.REFUSED) ? "Bern" : "Thun");
	}

	@Test
	void readsGoToZendeskForAMinuteWhenAnOutcomeIsUnknown() {
		read();
		this.zendesk.updates(unknown(1));
		attempt();
		for (int i = 0; i < 12; i++) {
			assertThat(status(this.accounts.current())).isEqualTo("fwd=bypass");
			assertThat(this.zendesk.reads()).isEqualTo(1);
			this.world.pass(Duration.ofSeconds(5));
		}
		assertThat(status(this.accounts.current())).as("read in doubt").isEqualTo("fwd=stale; ttl=30");
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=30");
		assertThat(this.zendesk.reads()).isEqualTo(1);
	}

	@Test
	void whatWasReadSinceStandsInWhenBudgetEndsInDoubt() {
		read();
		this.zendesk.updates(unknown(1));
		attempt();
		Failure throttled = new Failure.Throttled(Duration.ofSeconds(9));
		this.zendesk.fails(throttled);
		assertFails(throttled);
		this.world.pass(Duration.ofSeconds(1));
		this.zendesk.isIn("Thun");
		assertShows(this.accounts.current(), "Thun");
		this.world.pass(Duration.ofSeconds(1));
		this.zendesk.fails(throttled);
		AccountCopy copy = this.accounts.current();
		assertShows(copy, "Thun");
		assertThat(status(copy)).isEqualTo("fwd=bypass; detail=stale-if-error");
	}

	@Test
	void readThatBeganInDoubtIsNotServedLaterWhenItEndsAfterIt() {
		this.zendesk.updates(unknown(1));
		attempt();
		this.zendesk.whileReading(() -> this.world.pass(Duration.ofSeconds(61)));
		assertShows(this.accounts.current(), "Bern");
		this.zendesk.whileReading(() -> {
		});
		this.zendesk.isIn("Thun");
		assertShows(this.accounts.current(), "Thun");
	}

	@Test
	void accountIsReadAnewWhenAPreconditionFailed() {
		read();
		this.zendesk.isIn("Basel");
		this.zendesk.updates(refused(Plain.PRECONDITION_FAILED, 0));
		attempt();
		assertShows(this.accounts.current(), "Basel");
		this.zendesk.reads();
		attempt();
		this.zendesk.fails(Plain.BROKEN);
		assertThat(status(this.accounts.current())).isEqualTo("fwd=stale; detail=stale-if-error");
	}

	@Test
	void nothingComesBackWhenOneOfTwoUpdatesIsCarriedOut() {
		read();
		this.zendesk.updates((first, firstLeaves) -> {
			firstLeaves.run();
			this.zendesk.updates((second, secondLeaves) -> {
				secondLeaves.run();
				throw new AccountException(Plain.READ_ONLY, Applied.NO);
			});
			attempt();
			this.zendesk.fails(Plain.BROKEN);
			assertFails(Plain.BROKEN);
			return Optional.empty();
		});
		attempt();
		assertFails(Plain.BROKEN);
	}

	@Test
	void copyComesBackWhenBothOfTwoUpdatesAreRefused() {
		read();
		this.zendesk.updates((first, firstLeaves) -> {
			firstLeaves.run();
			this.zendesk.updates(refused(Plain.READ_ONLY, 1));
			attempt();
			throw new AccountException(Plain.READ_ONLY, Applied.NO);
		});
		attempt();
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=30");
		assertThat(this.zendesk.reads()).isZero();
	}

	@Test
	void accountReadBackIsNotKeptWhenTheNextUpdateHasLeft() {
		this.zendesk.updates((first, firstLeaves) -> {
			firstLeaves.run();
			this.zendesk.updates(unknown(1));
			attempt();
			return Optional.of(account("Thun"));
		});
		attempt();
		this.zendesk.isIn("Chur");
		assertShows(this.accounts.current(), "Chur");
	}

	@Test
	void lateLeavingChangesNothingWhenTheUpdateWasGivenUp() {
		read();
		List<Runnable> late = new ArrayList<>();
		this.zendesk.updates((_, leaving) -> {
			late.add(leaving);
			throw new AccountException(Plain.TIMED_OUT, Applied.UNKNOWN);
		});
		attempt();
		this.world.pass(Duration.ofSeconds(60));
		read();
		late.forEach(Runnable::run);
		assertThat(status(this.accounts.current())).isEqualTo("hit; ttl=30");
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void nothingIsLeftWhenTheConnectionChanged(boolean told) {
		read();
		this.world.reconnect();
		if (told) {
			this.world.tellOfConnection();
		}
		this.zendesk.fails(Plain.BROKEN);
		assertFails(Plain.BROKEN);
	}

	@Test
	void nothingComesBackWhenTheConnectionChangedMeanwhile() {
		read();
		this.zendesk.updates((_, leaving) -> {
			leaving.run();
			this.world.reconnect();
			throw new AccountException(Plain.READ_ONLY, Applied.NO);
		});
		attempt();
		this.zendesk.fails(Plain.BROKEN);
		assertFails(Plain.BROKEN);
	}

	@Test
	void readIsNotKeptWhenTheConnectionChangedMeanwhile() {
		this.zendesk.whileReading(this.world::reconnect);
		read();
		this.zendesk.whileReading(() -> {
		});
		this.zendesk.isIn("Basel");
		assertShows(this.accounts.current(), "Basel");
		assertThat(this.zendesk.reads()).isEqualTo(1);
	}

	@Test
	void metersTellWhatWasServedWhenLookedAt() {
		this.accounts.current();
		this.accounts.current();
		this.world.pass(Duration.ofSeconds(45));
		this.accounts.current();
		this.zendesk.fails(Plain.BROKEN);
		this.world.workBehind();
		this.world.pass(Duration.ofSeconds(30));
		this.accounts.current();
		assertThat(reads("miss")).isEqualTo(1);
		assertThat(reads("hit")).isEqualTo(2);
		assertThat(reads("stale")).isEqualTo(1);
		assertThat(reads("bypass")).isZero();
		assertThat(stale("revalidating")).isEqualTo(1);
		assertThat(stale("upstream-failed")).isEqualTo(1);
		assertThat(refreshes("ok")).isEqualTo(1);
		assertThat(refreshes("upstream-failed")).isEqualTo(2);
		assertThat(this.world.meters().get("bff.cache.age").timer().count()).isEqualTo(4);
		assertThat(this.world.meters().get("bff.cache.age").timer().totalTime(TimeUnit.SECONDS)).isEqualTo(120);
	}

	private double reads(String way) {
		return this.world.meters().get("bff.cache.reads").tag("way", way).tag("collapsed", "false").counter().count();
	}

	private double stale(String reason) {
		return this.world.meters().get("bff.cache.stale").tag("reason", reason).counter().count();
	}

	private double refreshes(String outcome) {
		return this.world.meters().get("bff.cache.refreshes").tag("outcome", outcome).counter().count();
	}

	/** With an account on the shelf, and no call counted. */
	private void read() {
		this.accounts.current();
		this.zendesk.reads();
	}

	private void attempt() {
		try {
			this.accounts.update(city("Thun"), Precondition.NONE);
		}
		catch (AccountException | IllegalStateException _) {
			// What becomes of the shelf is the question.
		}
	}

	private void assertFails(Failure failure) {
		AccountException ex = catchThrowableOfType(AccountException.class, this.accounts::current);
		assertThat(ex).isNotNull();
		assertThat(ex.failure()).isEqualTo(failure);
	}

	private static void assertShows(AccountCopy copy, @Nullable String city) {
		assertThat(copy.account().holds(city(String.valueOf(city)))).as("in " + city).isTrue();
	}

	private static Update refused(Failure failure, int leavings) {
		return failing(new AccountException(failure, Applied.NO), leavings);
	}

	private static Update unknown(int leavings) {
		return failing(new AccountException(Plain.TIMED_OUT, Applied.UNKNOWN), leavings);
	}

	private static Update ourBug() {
		return failing(new IllegalStateException(), 1);
	}

	private static Update failing(RuntimeException failure, int leavings) {
		return (_, leaving) -> {
			for (int i = 0; i < leavings; i++) {
				leaving.run();
			}
			throw failure;
		};
	}

	private static Update confirmed(Optional<Account> after) {
		return (_, leaving) -> {
			leaving.run();
			return after;
		};
	}

	/** How an update to Thun may end. */
	enum End {

		CONFIRMED(confirmed(Optional.of(account("Thun")))), UNKNOWN(unknown(1)), REFUSED(refused(Plain.READ_ONLY, 1));

		private final Update update;

		End(Update update) {
			this.update = update;
		}

		Update update() {
			return this.update;
		}

	}

}
