package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.store.FreeMutex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of reads and updates before a cell that may be away, lag behind or settle.
 */
class ShelfTests {

	private static final Account ACCOUNT = Account.parse("{\"account_key\":\"k\"}".getBytes(UTF_8));

	private final HeldCell cell = new HeldCell();

	private final Shelf shelf = new Shelf(this.cell, Duration.ofSeconds(14));

	@Test
	void accountIsSeenWhenItIsKept() {
		this.cell.now = 5;
		Entry read = new Entry(ACCOUNT, 5, true);
		assertThat(this.shelf.put(read, this.cell.state.epoch())).isEqualTo(read);
		this.cell.now = 7;
		assertThat(this.shelf.look()).isEqualTo(new Sight(read, this.cell.state.epoch(), false, false, 7));
		assertThat(this.shelf.lookNow()).isEqualTo(this.shelf.look());
		assertThat(this.shelf.look().age()).isEqualTo(Duration.ofNanos(2));
		assertThat(this.cell.looksNow).isOne();
	}

	@Test
	void nothingIsSeenWhenTheCellSettles() {
		this.shelf.put(new Entry(ACCOUNT, 0, true), this.cell.state.epoch());
		this.cell.settling = true;
		assertThat(this.shelf.look()).isEqualTo(new Sight(null, this.cell.state.epoch(), false, true, 0));
	}

	@Test
	void nothingIsSeenOrKeptWhenTheCellIsAway() {
		this.cell.away = true;
		this.cell.now = 3;
		assertThat(this.shelf.look()).isEqualTo(new Sight(null, Epoch.NONE, false, true, 3));
		Entry read = new Entry(ACCOUNT, 0, true);
		assertThat(this.shelf.put(read, this.cell.state.epoch())).isEqualTo(read.distrusted());
	}

	@ParameterizedTest
	@CsvSource({ "true, false", "false, true" })
	void readIsDistrustedWhenItIsNotKept(boolean settling, boolean otherEpoch) {
		this.cell.settling = settling;
		Epoch begun = this.cell.state.epoch();
		if (otherEpoch) {
			this.cell.state = this.cell.state.nextEpoch();
		}
		Entry read = new Entry(ACCOUNT, 0, true);
		assertThat(this.shelf.put(read, begun)).isEqualTo(read.distrusted());
		assertThat(this.cell.state.entry()).isNull();
	}

	@Test
	void laterReadIsSeenWhenAnEarlierOneComesLate() {
		Entry later = new Entry(Account.parse("{\"account_key\":\"k\"}".getBytes(UTF_8)), 9, true);
		this.shelf.put(later, this.cell.state.epoch());
		Entry earlier = new Entry(ACCOUNT, 5, true);
		this.cell.now = 9;
		assertThat(this.shelf.put(earlier, this.cell.state.epoch())).isEqualTo(earlier.distrusted());
		assertThat(this.shelf.look().shown()).isEqualTo(later);
	}

	@Test
	void onlyWhatIsReadFromNowOnIsTrustedWhenAllIsDistrusted() {
		Entry read = new Entry(ACCOUNT, 0, true);
		Epoch begun = this.cell.state.epoch();
		this.shelf.put(read, begun);
		this.shelf.distrust();
		assertThat(this.shelf.look().entry()).isEqualTo(read.distrusted());
		assertThat(this.shelf.look().epoch()).isEqualTo(begun);
		this.shelf.distrustAll();
		assertThat(this.shelf.look().epoch()).isEqualTo(begun.next());
		assertThat(this.shelf.put(read, begun)).isEqualTo(read.distrusted());
	}

	@Test
	void nothingThatWasReadBeforeIsKeptWhenTheAccountIsGone() {
		this.cell.now = 5;
		this.shelf.forget();
		this.shelf.put(new Entry(ACCOUNT, 4, true), this.cell.state.epoch());
		assertThat(this.shelf.look().entry()).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void changeIsOwedWhenTheCellIsAway(Change change) {
		Withdrawal withdrawal = this.shelf.withdrawal();
		withdrawal.leave();
		ShelfState marked = this.cell.state;
		this.cell.now = 1;
		this.cell.away = true;
		change.make(this.shelf, withdrawal);
		assertThat(this.cell.owed).hasSize(1);
		assertThat(this.cell.owed.getFirst().apply(marked)).isNotEqualTo(marked);
	}

	@Test
	void updateStaysHereAndItsMarkIsOwedAwayWhenTheOthersCannotBeTold() {
		this.cell.away = true;
		Withdrawal withdrawal = this.shelf.withdrawal();
		assertThatExceptionOfType(AccountException.class).isThrownBy(withdrawal::leave)
			.matches((ex) -> ex.failure() == Plain.STORE_UNAVAILABLE && ex.applied() == Applied.NO);
		assertThat(withdrawal.hasLeft()).isFalse();
		assertThat(this.cell.owed).hasSize(1);
	}

	@Test
	void updateIsMarkedOnceWhenItLeavesTwice() {
		Withdrawal withdrawal = this.shelf.withdrawal();
		withdrawal.leave();
		withdrawal.leave();
		assertThat(withdrawal.hasLeft()).isTrue();
		assertThat(this.cell.state.out()).singleElement()
			.matches((mark) -> mark.until() == Duration.ofSeconds(14).toNanos());
		assertThat(this.cell.state.epoch().number()).isOne();
	}

	@Test
	void nothingIsMarkedWhenAnEndedUpdateLeavesLate() {
		for (Change change : List.of(Change.REFUSED, Change.CONFIRMED, Change.READ_BACK, Change.DOUBTED)) {
			Withdrawal withdrawal = this.shelf.withdrawal();
			change.make(this.shelf, withdrawal);
			withdrawal.leave();
			assertThat(withdrawal.hasLeft()).as("%s", change).isFalse();
			assertThat(this.cell.state.out()).isEmpty();
		}
	}

	@Test
	void nothingChangesWhenAnUpdateIsRefusedThatHasNotLeft() {
		ShelfState before = this.cell.state;
		this.shelf.withdrawal().refused();
		assertThat(this.cell.state).isEqualTo(before);
	}

	@Test
	void accountReadBackIsKeptFromWhenTheUpdateLeftWhenNothingElseHappened() {
		this.cell.now = 5;
		Withdrawal withdrawal = this.shelf.withdrawal();
		withdrawal.leave();
		this.cell.now = 9;
		withdrawal.confirmed(ACCOUNT);
		assertThat(this.cell.state.entry()).isEqualTo(new Entry(ACCOUNT, 5, true));
		assertThat(this.cell.state.out()).isEmpty();
	}

	@Test
	void accountReadBackIsNotKeptWhenSomethingElseHappenedMeanwhile() {
		Withdrawal withdrawal = this.shelf.withdrawal();
		withdrawal.leave();
		this.shelf.distrustAll();
		withdrawal.confirmed(ACCOUNT);
		assertThat(this.cell.state.entry()).isNull();
	}

	@Test
	void accountReadBackIsNotKeptWhenTheUpdateNeverLeft() {
		this.shelf.withdrawal().confirmed(ACCOUNT);
		assertThat(this.cell.state.entry()).isNull();
		assertThat(this.cell.state.epoch().number()).as("but another epoch begins").isOne();
	}

	@Test
	void everybodyIsInDoubtFromItsEndWhenAnUpdateMayBeCarriedOutYet() {
		Withdrawal withdrawal = this.shelf.withdrawal();
		withdrawal.leave();
		this.cell.now = 7;
		withdrawal.doubted();
		assertThat(this.cell.state.out()).isEmpty();
		assertThat(this.cell.state.isInDoubt(6 + Duration.ofSeconds(60).toNanos())).isTrue();
		assertThat(this.cell.state.isInDoubt(7 + Duration.ofSeconds(60).toNanos())).isFalse();
	}

	/** By a lag within which nobody on this machine is so slow. */
	@ParameterizedTest
	@CsvSource({ "CONFIRMED, true", "READ_BACK, true", "DOUBTED, true", "REFUSED, false", "FORGOTTEN, false" })
	void endIsToldOnceNobodySeesTheAccountBeforeWhenOthersLag(Change change, boolean waits) {
		this.cell.lag = Duration.ofMillis(300);
		Withdrawal withdrawal = this.shelf.withdrawal();
		long begun = System.nanoTime();
		withdrawal.leave();
		change.make(this.shelf, withdrawal);
		if (waits) {
			assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(this.cell.lag.toNanos());
		}
		else {
			assertThat(System.nanoTime() - begun).isLessThan(this.cell.lag.toNanos());
		}
	}

	/** Its mark was set by then, and whoever looks since sees it. */
	@ParameterizedTest
	@CsvSource({ "true, false", "false, true" })
	void lagCountsFromTheMarkWhenItStoodToTheEnd(boolean stands, boolean waits) {
		this.cell.lag = Duration.ofMillis(300);
		Withdrawal withdrawal = this.shelf.withdrawal();
		withdrawal.leave();
		long marked = System.nanoTime();
		while (System.nanoTime() - marked < this.cell.lag.toNanos()) {
			LockSupport.parkNanos(this.cell.lag.toNanos());
		}
		if (!stands) {
			this.cell.now = Duration.ofSeconds(14).toNanos();
		}
		long ending = System.nanoTime();
		withdrawal.confirmed();
		assertThat(System.nanoTime() - ending >= this.cell.lag.toNanos()).isEqualTo(waits);
	}

	@Test
	void waitGoesOnAndIsRememberedWhenTheThreadIsInterrupted() {
		this.cell.lag = Duration.ofMillis(100);
		long begun = System.nanoTime();
		Thread.currentThread().interrupt();
		this.shelf.withdrawal().confirmed();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(this.cell.lag.toNanos());
		this.shelf.withdrawal().confirmed();
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void turnIsTheCellsWhenSomebodyReads() {
		assertThat(this.shelf.reading(Epoch.NONE)).isSameAs(this.cell.turns);
	}

	@Test
	void nothingIsLeftWhenTheConnectionIsAnotherInOneProcess() {
		UUID[] generation = { new UUID(0, 1) };
		Shelf own = Shelf.ofProcess(() -> generation[0], () -> 4, Duration.ofSeconds(14));
		Entry read = new Entry(ACCOUNT, 4, true);
		Epoch epoch = own.look().epoch();
		assertThat(own.put(read, epoch)).isEqualTo(read);
		assertThat(own.now()).isEqualTo(4);
		assertThat(own.lookNow().entry()).isEqualTo(read);
		generation[0] = new UUID(0, 2);
		assertThat(own.look().entry()).isNull();
		assertThat(own.look().epoch().isSince(epoch)).isFalse();
		assertThat(own.put(read, epoch)).isEqualTo(read.distrusted());
		assertThat(own.reading(epoch)).isInstanceOf(FreeMutex.class);
	}

	/** What changes what is there. */
	enum Change {

		REFUSED, CONFIRMED, READ_BACK, DOUBTED, FORGOTTEN, DISTRUSTED_ALL;

		void make(Shelf shelf, Withdrawal withdrawal) {
			switch (this) {
				case REFUSED -> withdrawal.refused();
				case CONFIRMED -> withdrawal.confirmed();
				case READ_BACK -> withdrawal.confirmed(ACCOUNT);
				case DOUBTED -> withdrawal.doubted();
				case FORGOTTEN -> shelf.forget();
				case DISTRUSTED_ALL -> shelf.distrustAll();
			}
		}

	}

}
