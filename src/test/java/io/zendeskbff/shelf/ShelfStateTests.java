package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.zendeskbff.account.Account;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What makes what is kept unusable, and what of it comes back. Times are in seconds from
 * when nothing is known; the clock overflows on the way, as a nano time may.
 */
class ShelfStateTests {

	private static final long START = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();

	private static final Duration LONGEST = Duration.ofSeconds(14);

	private static final UUID GENERATION = new UUID(0, 1);

	private static final UUID ONE = new UUID(1, 1);

	private static final UUID TWO = new UUID(1, 2);

	private static final ShelfState EMPTY = ShelfState.empty(GENERATION, new UUID(2, 1), START);

	@Test
	void epochIsSinceAnotherWhenItIsNoEarlierOfTheSameLine() {
		Epoch first = EMPTY.epoch();
		assertThat(first.isSince(first)).isTrue();
		assertThat(first.next().isSince(first)).isTrue();
		assertThat(first.isSince(first.next())).isFalse();
		assertThat(first.next().isSince(Epoch.NONE)).isFalse();
		assertThat(first.under(ONE)).isEqualTo(first.under(ONE)).isNotEqualTo(first.under(TWO));
		assertThat(first.under(ONE).isSince(first)).isFalse();
		assertThat(first.next().under(ONE)).isNotEqualTo(first.under(ONE));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			the first                        | 0  | -   | true
			the same time                    | 10 | 10  | true
			a later one                      | 11 | 10  | true
			an earlier one                   | 9  | 10  | false
			an earlier one than one ahead    | 9  | 12  | true
			an earlier one, hardly ahead     | 9  | 11  | false
			before the account was gone      | -1 | -   | false
			""")
	void readThatBeganLastStaysWhenSeveralAreKept(String which, long readAt, String present, boolean kept) {
		ShelfState before = present.equals("-") ? EMPTY
				: EMPTY.with(entry(Long.parseLong(present)), EMPTY.epoch(), at(Long.parseLong(present)));
		Entry read = entry(readAt);
		ShelfState after = before.with(read, before.epoch(), at(10));
		assertThat(after).as(which).isEqualTo(kept ? holding(before, read) : before);
	}

	@Test
	void readIsNotKeptWhenItBeganInAnotherEpoch() {
		ShelfState later = EMPTY.nextEpoch();
		assertThat(later.with(entry(5), EMPTY.epoch(), at(6))).isEqualTo(later);
		assertThat(later.with(entry(5), later.epoch().next(), at(6))).isEqualTo(later);
	}

	@Test
	void readIsDistrustedWhenItBeganInDoubt() {
		ShelfState doubtful = EMPTY.inDoubtFrom(at(0));
		assertThat(doubtful.with(entry(59), doubtful.epoch(), at(70)).entry()).isEqualTo(entry(59).distrusted());
		assertThat(doubtful.with(entry(60), doubtful.epoch(), at(70)).entry()).isEqualTo(entry(60));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			5  | 6  | true
			5  | 14 | false
			13 | 13 | true
			13 | 15 | false
			""")
	void readIsDistrustedWhenItBeganBeforeTheEndOfAnUpdateThatNobodyEnded(long readAt, long now, boolean trusted) {
		ShelfState updating = EMPTY.updateLeft(ONE, at(0), LONGEST);
		assertThat(updating.with(entry(readAt), updating.epoch(), at(now)).entry())
			.isEqualTo(trusted ? entry(readAt) : entry(readAt).distrusted());
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "59.999999999, true", "60, false", "61, false" })
	void nobodyKnowsForAMinuteWhenAnUpdateMayBeCarriedOutYet(String now, boolean doubt) {
		assertThat(EMPTY.inDoubtFrom(at(0)).isInDoubt(at(now))).isEqualTo(doubt);
		assertThat(EMPTY.isInDoubt(at(now))).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0            | true  | false
			13.999999999 | true  | false
			14           | false | true
			73.999999999 | false | true
			74           | false | false
			""")
	void nobodyKnowsForAMinuteWhenNobodyHasEndedAnUpdateInTime(String now, boolean updating, boolean doubt) {
		ShelfState state = EMPTY.updateLeft(ONE, at(0), LONGEST);
		assertThat(state.isUpdating(at(now))).isEqualTo(updating);
		assertThat(state.stands(ONE, at(now))).isEqualTo(updating);
		assertThat(state.stands(TWO, at(now))).isFalse();
		assertThat(state.isInDoubt(at(now))).isEqualTo(doubt);
	}

	@Test
	void accountIsAwayInAnotherEpochWhenAnUpdateLeaves() {
		ShelfState state = kept(5).updateLeft(ONE, at(6), LONGEST);
		assertThat(state.entry()).isNull();
		assertThat(state.aside()).isEqualTo(entry(5));
		assertThat(state.epoch()).isEqualTo(EMPTY.epoch().next());
		assertThat(state.out()).containsExactly(new Mark(ONE, at(20)));
	}

	@Test
	void accountComesBackInAnotherEpochWhenTheLastUpdateOfSeveralIsRefused() {
		ShelfState both = kept(5).updateLeft(ONE, at(6), LONGEST).updateLeft(TWO, at(7), LONGEST);
		ShelfState first = both.updateRefused(TWO);
		assertThat(first.entry()).as("one is out").isNull();
		assertThat(first.epoch()).isEqualTo(both.epoch().next());
		ShelfState last = first.updateRefused(ONE);
		assertThat(last.entry()).isEqualTo(entry(5));
		assertThat(last.aside()).isNull();
		assertThat(last.out()).isEmpty();
		assertThat(last.epoch()).isEqualTo(first.epoch().next());
	}

	@Test
	void laterReadStaysWhenTheUpdateMeanwhileIsRefused() {
		ShelfState left = kept(5).updateLeft(ONE, at(6), LONGEST);
		ShelfState state = left.with(entry(7), left.epoch(), at(8)).updateRefused(ONE);
		assertThat(state.entry()).isEqualTo(entry(7));
	}

	@Test
	void nothingIsLeftWhenAnUpdateIsRefusedOfWhichNobodyKnows() {
		ShelfState state = kept(5).updateRefused(ONE);
		assertThat(state.entry()).isNull();
		assertThat(state.aside()).isNull();
		assertThat(state.epoch()).isEqualTo(EMPTY.epoch().next());
		ShelfState other = kept(5).updateLeft(ONE, at(6), LONGEST).updateRefused(TWO);
		assertThat(other.aside()).as("nor when another is out").isNull();
		assertThat(other.out()).extracting(Mark::update).containsExactly(ONE);
	}

	@Test
	void nothingIsLeftWhenAnUpdateIsCarriedOut() {
		ShelfState left = kept(5).updateLeft(ONE, at(6), LONGEST).updateLeft(TWO, at(7), LONGEST);
		ShelfState state = left.with(entry(8), left.epoch(), at(8)).updateEnded(ONE);
		assertThat(state.entry()).isNull();
		assertThat(state.aside()).isNull();
		assertThat(state.out()).containsExactly(new Mark(TWO, at(21)));
		assertThat(state.epoch()).isEqualTo(left.epoch().next());
		assertThat(state.updateRefused(TWO).entry()).as("may be from before it").isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			19, 5
			20, none
			21, none
			""")
	void accountFromBeforeADeadUpdateStaysAwayWhenTheNextLeaves(long now, @Nullable Long aside) {
		ShelfState state = kept(5).updateLeft(ONE, at(6), LONGEST).updateLeft(TWO, at(now), LONGEST);
		assertThat(state.aside()).isEqualTo((aside != null) ? entry(aside) : null);
	}

	@ParameterizedTest
	@CsvSource({ "79.999999999, 2", "80, 1" })
	void deadUpdateIsForgottenWhenItsDoubtIsOver(String now, int known) {
		ShelfState state = EMPTY.updateLeft(ONE, at(6), LONGEST).updateLeft(TWO, at(now), LONGEST);
		assertThat(state.out()).hasSize(known).last().extracting(Mark::update).isEqualTo(TWO);
	}

	@Test
	void nothingIsLeftAndNothingOlderComesWhenTheAccountIsGone() {
		ShelfState left = kept(5).updateLeft(ONE, at(6), LONGEST);
		ShelfState state = left.gone(at(10));
		assertThat(state.updateRefused(ONE).entry()).isNull();
		assertThat(state.epoch()).isEqualTo(left.epoch());
		assertThat(state.with(entry(9), state.epoch(), at(11))).isEqualTo(state);
		assertThat(state.with(entry(10), state.epoch(), at(11)).entry()).isEqualTo(entry(10));
	}

	@Test
	void accountOnlyStandsInWhenItIsDistrusted() {
		ShelfState state = kept(5).distrusted();
		assertThat(state).isEqualTo(holding(EMPTY, entry(5).distrusted()));
		assertThat(EMPTY.distrusted()).isEqualTo(EMPTY);
		ShelfState aside = kept(5).updateLeft(ONE, at(6), LONGEST);
		assertThat(aside.distrusted()).isEqualTo(aside);
	}

	@Test
	void accountOnlyStandsInWhenItIsFromTheFuture() {
		ShelfState state = kept(5);
		assertThat(state.shownAt(at(4))).isEqualTo(entry(5));
		assertThat(state.shownAt(at("3.999999999"))).isEqualTo(entry(5).distrusted());
		assertThat(EMPTY.shownAt(at(0))).isNull();
		assertThat(entry(5).age(at(4))).isZero();
		assertThat(entry(5).age(at(7))).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void nothingIsLeftButUpdatesThatAreOutWhenTheConnectionIsAnother() {
		ShelfState left = kept(5).updateLeft(ONE, at(6), LONGEST);
		ShelfState state = left.with(entry(7), left.epoch(), at(8)).inDoubtFrom(at(8)).under(TWO);
		assertThat(state)
			.isEqualTo(new ShelfState(TWO, left.epoch().under(TWO), null, null, left.out(), at(68), START));
		assertThat(state.under(TWO)).isSameAs(state);
		assertThat(state.isUnder(TWO)).isTrue();
		assertThat(state.isUnder(GENERATION)).isFalse();
	}

	private static ShelfState kept(long readAt) {
		return EMPTY.with(entry(readAt), EMPTY.epoch(), at(readAt));
	}

	private static ShelfState holding(ShelfState state, Entry entry) {
		return new ShelfState(state.generation(), state.epoch(), entry, null, List.of(), START, START);
	}

	private static final Account ACCOUNT = Account.parse("{\"account_key\":\"k\"}".getBytes(UTF_8));

	private static Entry entry(long readAt) {
		return new Entry(ACCOUNT, at(readAt), true);
	}

	private static long at(long seconds) {
		return START + Duration.ofSeconds(seconds).toNanos();
	}

	private static long at(String seconds) {
		return START + Duration.parse("PT" + seconds + "S").toNanos();
	}

}
