package io.zendeskbff.renewal;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.StoreExceptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A single-use token, and a store that goes away.
 */
class RenewalTests {

	private final RenewalWorld world = RenewalWorld.authorizationCode().connected();

	private final FlakyStore store = new FlakyStore(this.world.store);

	private final Renewal renewal = new Renewal(this.store, new AuthorizationCodeFlow(this.world.endpoint),
			this.world.replica().admission());

	@AfterEach
	void close() {
		this.world.close();
	}

	@Test
	void tokenIsNotSpentWhenNobodyCanTellWhetherItIsStillThere() {
		this.store.away = true;
		assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> this.renewal.renew((_) -> false))
			.matches((ex) -> ex.reason() == Reason.STORE_AWAY);
		assertThat(this.world.log).isEmpty();
		this.store.away = false;
		assertThat(token(this.renewal.renew((_) -> false))).isEqualTo("access-2");
	}

	@Test
	void tokenIsStoredFirstAndNotAskedForAgainWhenTheStoreWasAwayForLong() {
		this.store.refusesToKeep = true;
		assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> this.renewal.renew((_) -> false))
			.matches((ex) -> ex.reason() == Reason.STORE_AWAY);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.world.log).containsExactly("issued access-2");
		this.store.refusesToKeep = false;
		Renewal.Result result = this.renewal.renew((_) -> true);
		assertThat(token(result)).isEqualTo("access-2");
		assertThat(this.world.log).containsExactly("issued access-2", "stored access-2");
		assertThat(token(this.renewal.renew((_) -> true))).isEqualTo("access-2");
		assertThat(token(this.renewal.renew((_) -> false))).isEqualTo("access-3");
	}

	private static String token(Renewal.Result result) {
		return result.state().token().orElseThrow().value();
	}

	/** A store that can go away. */
	private static final class FlakyStore implements ConnectionStore {

		private final ConnectionStore store;

		private boolean away;

		/** Whoever waits for it gives up at once. */
		private boolean refusesToKeep;

		FlakyStore(ConnectionStore store) {
			this.store = store;
		}

		@Override
		public ConnectionState load() {
			return this.store.load();
		}

		@Override
		public ConnectionState loadNow() {
			if (this.away) {
				throw StoreExceptions.silence();
			}
			return this.store.loadNow();
		}

		@Override
		public boolean replace(ConnectionState before, ConnectionState after) {
			if (this.refusesToKeep) {
				Thread.currentThread().interrupt();
				throw StoreExceptions.silence();
			}
			return this.store.replace(before, after);
		}

		@Override
		public void keepMeanwhile(ConnectionState before, ConnectionState after) {
			throw new AssertionError("Only what can be obtained again");
		}

		@Override
		public Mutex renewing() {
			return this.store.renewing();
		}

	}

}
