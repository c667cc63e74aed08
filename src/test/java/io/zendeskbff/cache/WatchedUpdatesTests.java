package io.zendeskbff.cache;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.cache.CacheWorld.Script;
import io.zendeskbff.cache.CacheWorld.Script.Update;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.zendeskbff.cache.CacheWorld.account;
import static io.zendeskbff.cache.CacheWorld.city;
import static io.zendeskbff.cache.CacheWorld.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * How long the end of an update is felt: whether a read after it serves others too, at
 * once and once the update would have had to be over.
 */
class WatchedUpdatesTests {

	private final Script zendesk = new Script();

	private final CacheWorld world = new CacheWorld(this.zendesk);

	private final CachedAccounts accounts = this.world.accounts();

	@ParameterizedTest
	@MethodSource
	void readServesOthersAgainWhenTheEndOfAnUpdateIsKnown(Update update, String first, String second, String later) {
		this.accounts.current();
		this.zendesk.updates(update);
		attempt();
		assertThat(status(this.accounts.current())).isEqualTo(first);
		assertThat(status(this.accounts.current())).isEqualTo(second);
		this.world.pass(Duration.ofSeconds(15));
		assertThat(status(this.accounts.current())).isEqualTo(later);
	}

	static Stream<Arguments> readServesOthersAgainWhenTheEndOfAnUpdateIsKnown() {
		return Stream.of(
				argumentSet("refused", failing(new AccountException(Plain.READ_ONLY, Applied.NO)), "hit; ttl=30",
						"hit; ttl=30", "hit; ttl=15"),
				argumentSet("confirmed", confirmed(Optional.of(account("Thun"))), "hit; ttl=30", "hit; ttl=30",
						"hit; ttl=15"),
				argumentSet("confirmed, not read back", confirmed(Optional.empty()), "fwd=miss; ttl=30", "hit; ttl=30",
						"hit; ttl=15"),
				argumentSet("confirmed, not shown yet", confirmed(Optional.of(account("Bern"))), "fwd=bypass",
						"fwd=bypass", "fwd=bypass"),
				argumentSet("unknown", failing(new AccountException(Plain.TIMED_OUT, Applied.UNKNOWN)), "fwd=bypass",
						"fwd=bypass", "fwd=bypass"),
				argumentSet("our bug", failing(new IllegalStateException()), "fwd=bypass", "fwd=bypass", "fwd=bypass"));
	}

	@Test
	void accountReadBackIsHandedOnWhenTheUpdateIsConfirmed() {
		Account after = account("Thun");
		this.zendesk.updates(confirmed(Optional.of(after)));
		assertThat(this.accounts.update(city("Thun"), Precondition.NONE)).containsSame(after);
		this.zendesk.updates(confirmed(Optional.empty()));
		assertThat(this.accounts.update(city("Thun"), Precondition.NONE)).isEmpty();
	}

	private void attempt() {
		try {
			this.accounts.update(city("Thun"), Precondition.NONE);
		}
		catch (AccountException | IllegalStateException _) {
			// What becomes of reads is the question.
		}
	}

	private static Update failing(RuntimeException failure) {
		return (_, leaving) -> {
			leaving.run();
			throw failure;
		};
	}

	private static Update confirmed(Optional<Account> after) {
		return (_, leaving) -> {
			leaving.run();
			return after;
		};
	}

}
