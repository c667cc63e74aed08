package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.zendeskbff.account.Account;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.store.StoreReply;
import io.zendeskbff.store.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a replica makes of what it has seen in the shared store, and how it comes back
 * from there.
 */
class SeenTests {

	private static final UUID GENERATION = ConnectionState.NONE.generation();

	private static final ShelfState EMPTY = ShelfState.empty(GENERATION, new UUID(0, 2), 0);

	private static final Entry ENTRY = new Entry(
			Account.parse("{\"account_key\":\"k\",\"plan\":{\"x\":1.50}}".getBytes(UTF_8)), 5, true);

	private final ShelfCodec codec = new ShelfCodec(TestKeys.sealer(1), "test:account");

	@ParameterizedTest
	@CsvSource({ "2999999, true", "3000000, false", "3000001, false" })
	void nothingIsServedWhenTheStoreIsNotSettled(long now, boolean settling) {
		Seen seen = Seen.of(EMPTY, reply(1, 3), 0);
		assertThat(seen.glimpse(now)).isEqualTo(new Glimpse(EMPTY, settling));
	}

	@ParameterizedTest
	@CsvSource({ "13, true", "14, false" })
	void nothingIsServedWhenAnUpdateIsOut(long seconds, boolean settling) {
		ShelfState updating = EMPTY.updateLeft(new UUID(0, 3), 0, Duration.ofSeconds(14));
		Seen seen = Seen.of(updating, reply(1, 0), 0);
		assertThat(seen.glimpse(Duration.ofSeconds(seconds).toNanos()).settling()).isEqualTo(settling);
	}

	@Test
	void nothingIsServedForAsLongAsItTakesWhenAMarkMayHaveBeenLost() {
		Seen seen = Seen.of(EMPTY, reply(10, 3), 0).settledAfter(Duration.ofNanos(7), reply(10, 3));
		assertThat(seen.settled()).isEqualTo(10_000_007);
		assertThat(Seen.of(EMPTY, reply(1, 90), 0).settledAfter(Duration.ofNanos(7), reply(1, 90)).settled())
			.as("never sooner")
			.isEqualTo(90_000_000);
	}

	@Test
	void laterEndOfTheWaitStaysWhenLookedAtOnceMore() {
		Seen seen = Seen.of(EMPTY, reply(1, 90), 4);
		assertThat(seen.again(reply(2, 3), 8)).isEqualTo(new Seen(EMPTY, "v1", "line", 90_000_000, 8));
		assertThat(seen.replaced(EMPTY.nextEpoch(), reply(2, 91), 9))
			.isEqualTo(new Seen(EMPTY.nextEpoch(), "v1", "line", 91_000_000, 9));
	}

	@ParameterizedTest
	@CsvSource({ "line, v1, true", "line, v2, false", "other, v1, false" })
	void stateIsStillThereWhenLineAndVersionAre(String line, String version, boolean still) {
		assertThat(Seen.of(EMPTY, reply(1, 0), 0).isStill(new StoreReply(1, 0, line, List.of(version, "", ""))))
			.isEqualTo(still);
	}

	@ParameterizedTest
	@CsvSource({ "-1, false", "0, true", "1, true" })
	void lookIsGoodWhenItBeganNoEarlier(long after, boolean good) {
		long time = Long.MAX_VALUE;
		assertThat(Seen.of(EMPTY, reply(1, 0), time + after).isFrom(time)).isEqualTo(good);
	}

	@Test
	void nothingOfTheAccountIsLeftWhenTheConnectionIsAnother() {
		ShelfState kept = EMPTY.with(ENTRY, EMPTY.epoch(), 5);
		Seen same = Seen.of(kept, reply(1, 0), 0);
		assertThat(same.state()).isEqualTo(kept);
		StoreReply connected = new StoreReply(1, 0, "line", List.of("v1", "", "somebody"));
		Seen another = Seen.of(kept, connected, 0);
		assertThat(another.state().entry()).isNull();
		assertThat(another.state().generation()).isNotEqualTo(GENERATION);
		assertThat(another.state()).isEqualTo(Seen.of(kept, connected, 0).state());
		assertThat(ShelfScripts.empty(connected)).isEqualTo(ShelfScripts.empty(connected));
		assertThat(ShelfScripts.sealed(new StoreReply(1, 0, "line", List.of("v1", "sealed", "")))).isEqualTo("sealed");
	}

	@Test
	void stateComesBackWhenItWasSealedForThisPlace() {
		ShelfState full = EMPTY.with(ENTRY, EMPTY.epoch(), 5)
			.updateLeft(new UUID(0, 3), 6, Duration.ofSeconds(14))
			.inDoubtFrom(7);
		assertBack(full);
		assertBack(full.updateRefused(new UUID(0, 3)).distrusted());
		assertBack(EMPTY);
		String sealed = this.codec.encode(full);
		assertThat(new ShelfCodec(TestKeys.sealer(1), "test:other").decode(sealed)).isEmpty();
		assertThat(new ShelfCodec(TestKeys.sealer(2), "test:account").decode(sealed)).isEmpty();
	}

	private void assertBack(ShelfState state) {
		assertThat(this.codec.decode(this.codec.encode(state))).hasValueSatisfying((back) -> {
			assertThat(back.epoch()).isEqualTo(state.epoch());
			assertThat(back.out()).isEqualTo(state.out());
			assertThat(back.doubtUntil()).isEqualTo(state.doubtUntil());
			assertThat(back.goneAt()).isEqualTo(state.goneAt());
			assertSame(back.entry(), state.entry());
			assertSame(back.aside(), state.aside());
		});
	}

	private static void assertSame(@Nullable Entry back, @Nullable Entry entry) {
		assertThat((back != null) ? new String(back.account().json(), UTF_8) : null)
			.isEqualTo((entry != null) ? new String(entry.account().json(), UTF_8) : null);
		assertThat((back != null) ? back.readAt() : 0).isEqualTo((entry != null) ? entry.readAt() : 0);
		assertThat(back != null && back.trusted()).isEqualTo(entry != null && entry.trusted());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{}",
			"{\"generation\":\"00000000-0000-0000-0000-000000000000\",\"epoch\":{\"line\":\"00000000-0000-0000-0000-000000000000\",\"number\":0},\"entry\":{\"account\":\"{}\",\"readAt\":0,\"trusted\":true},\"out\":[],\"doubtUntil\":0,\"goneAt\":0}" })
	void nothingComesBackWhenItIsSomethingElse(String content) {
		assertThat(this.codec.decode(TestKeys.sealer(1).seal("test:account", content.getBytes(UTF_8)))).isEmpty();
	}

	private static StoreReply reply(long now, long settled) {
		return new StoreReply(now, settled, "line", List.of("v1", "", ""));
	}

}
