package io.zendeskbff.connection;

import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import io.zendeskbff.store.ScriptedRedis;
import io.zendeskbff.store.ScriptedRedis.Call;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.TestKeys;
import io.zendeskbff.upstream.RecordedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which state of the connection a replica goes on with, whatever the store says, has lost
 * or cannot be asked.
 */
class KeptConnectionTests {

	private static final ConnectionState FIRST = ConnectionStates.connected();

	private static final ConnectionState SECOND = FIRST.renewed(ConnectionStates.grant(null, "read"));

	private static final ConnectionState THIRD = SECOND.renewed(ConnectionStates.grant(null, "read"));

	private final ScriptedRedis redis = new ScriptedRedis();

	private final SharedStore shared = this.redis.patientStore();

	private final KeptEntry entry = new KeptEntry();

	private final ConnectionStore store = replica(1, null);

	private RecordedLog log;

	@BeforeEach
	void record() {
		this.log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.connection");
		this.redis.answers(this.entry::answer);
	}

	@AfterEach
	void close() {
		this.log.close();
		this.shared.close();
	}

	@Test
	void nothingIsConnectedWhenNothingIsKept() {
		assertThat(this.store.load()).isEqualTo(ConnectionState.NONE);
		assertThat(this.store.loadNow()).isEqualTo(ConnectionState.NONE);
		assertThat(this.redis.calls().getFirst().keys()).containsExactly("test:store", "test:connection");
	}

	@Test
	void stateIsEverybodysWhenOneHasStoredIt() {
		assertThat(this.store.replace(ConnectionState.NONE, FIRST)).isTrue();
		assertThat(replica(1, null).load()).isEqualTo(FIRST);
		assertThat(replica(1, null).loadNow()).isEqualTo(FIRST);
		assertThat(this.entry.generation).isEqualTo(FIRST.generation().toString());
	}

	@Test
	void stateIsNotStoredWhenSomebodyElseWasFaster() {
		this.store.replace(ConnectionState.NONE, FIRST);
		ConnectionStore other = replica(1, null);
		other.load();
		assertThat(this.store.replace(FIRST, SECOND)).isTrue();
		assertThat(other.replace(FIRST, THIRD)).isFalse();
		assertThat(other.load()).isEqualTo(SECOND);
		this.redis.goesAway();
		assertThat(other.load()).isEqualTo(SECOND);
	}

	@Test
	void stateMetLastIsGoneOnWithWhenTheStoreIsAway() {
		this.store.replace(ConnectionState.NONE, FIRST);
		ConnectionStore other = replica(1, null);
		other.load();
		this.redis.goesAway();
		assertThat(this.store.load()).as("stored here").isEqualTo(FIRST);
		assertThat(other.load()).as("read here").isEqualTo(FIRST);
		assertThatExceptionOfType(StoreException.class).isThrownBy(other::loadNow);
	}

	@Test
	void nobodyKnowsWhenTheStoreIsAwayAndNothingWasEverMet() {
		this.redis.goesAway();
		assertThatExceptionOfType(ConnectionException.class).isThrownBy(this.store::load)
			.matches((ex) -> ex.reason() == ConnectionException.Reason.STORE_AWAY);
		assertThat(replica(1, ConnectionState.NONE).load()).as("connects by itself").isEqualTo(ConnectionState.NONE);
	}

	@Test
	void nothingIsConnectedAndToldOnceWhenWhatIsKeptDoesNotOpen() {
		replica(2, null).replace(ConnectionState.NONE, FIRST);
		for (int i = 0; i < 3; i++) {
			assertThat(this.store.load()).isEqualTo(ConnectionState.NONE);
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN What is kept of the connection does not open");
		assertThat(this.store.replace(ConnectionState.NONE, SECOND)).as("in its place").isTrue();
		assertThat(this.store.load()).isEqualTo(SECOND);
	}

	@Test
	void nothingIsConnectedWhenWhatIsKeptIsOfAnotherVersion() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.entry.version = SECOND.version().toString();
		assertThat(replica(1, null).load()).isEqualTo(ConnectionState.NONE);
	}

	@Test
	void stateIsStoredAgainWhenTheStoreHasLostTheLastStep() {
		this.store.replace(ConnectionState.NONE, FIRST);
		KeptEntry before = this.entry.copy();
		this.store.replace(FIRST, SECOND);
		this.entry.become(before);
		assertThat(this.store.load()).isEqualTo(SECOND);
		assertThat(this.entry.version).isEqualTo(SECOND.version().toString());
	}

	@Test
	void stateIsNotStoredAgainWhenItWasTheFirstOrTheLastStepIsAnothers() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.entry.become(new KeptEntry());
		assertThat(this.store.load()).as("nobody knows whether it was lost or ended").isEqualTo(ConnectionState.NONE);
		this.store.replace(ConnectionState.NONE, FIRST);
		this.store.replace(FIRST, SECOND);
		replica(1, null).replace(SECOND, THIRD);
		assertThat(this.store.load()).isEqualTo(THIRD);
	}

	@Test
	void grantIsKeptHereAndStoredLaterWhenTheStoreWasAway() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.redis.goesAway();
		this.store.keepMeanwhile(FIRST, SECOND);
		assertThat(this.store.load()).isEqualTo(SECOND);
		this.redis.answers(this.entry::answer);
		assertThat(this.store.load()).isEqualTo(SECOND);
		assertThat(replica(1, null).load()).isEqualTo(SECOND);
	}

	@Test
	void grantKeptHereIsStoredOnceWhenTheStoreIsBack() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.store.keepMeanwhile(FIRST, SECOND);
		int calls = this.redis.calls().size();
		this.store.load();
		assertThat(this.redis.calls()).as("a look, and it is stored").hasSize(calls + 2);
		this.store.load();
		assertThat(this.redis.calls()).as("a look").hasSize(calls + 3);
	}

	@Test
	void grantKeptHereIsForgottenWhenSomebodyElseIsFasterInTheLastMoment() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.store.keepMeanwhile(FIRST, SECOND);
		this.redis.answers((call) -> {
			List<String> seen = this.entry.answer(call);
			this.redis.answers(this.entry::answer);
			replica(1, null).replace(FIRST, THIRD);
			return seen;
		});
		assertThat(this.store.load()).isEqualTo(THIRD);
	}

	@Test
	void grantKeptHereIsForgottenWhenSomebodyElseHasStoredOneMeanwhile() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.store.keepMeanwhile(FIRST, SECOND);
		replica(1, null).replace(FIRST, THIRD);
		assertThat(this.store.load()).isEqualTo(THIRD);
		this.redis.goesAway();
		assertThat(this.store.load()).isEqualTo(THIRD);
	}

	@Test
	void grantKeptHereIsGoneOnWithWhenTheStoreGoesAwayBeforeItIsThere() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.store.keepMeanwhile(FIRST, SECOND);
		this.redis.answers((call) -> {
			if (call.own().isEmpty()) {
				return this.entry.answer(call);
			}
			throw new IllegalStateException("no answer");
		});
		assertThat(this.store.load()).isEqualTo(SECOND);
		assertThatExceptionOfType(StoreException.class).isThrownBy(this.store::loadNow);
		this.redis.goesAway();
		assertThat(this.store.load()).isEqualTo(SECOND);
	}

	@Test
	void laterStateIsGoneOnWithWhenAnEarlierLookWasSlow() {
		this.store.replace(ConnectionState.NONE, FIRST);
		this.redis.answers((call) -> {
			List<String> seen = this.entry.answer(call);
			this.redis.answers(this.entry::answer);
			this.store.replace(FIRST, SECOND);
			this.store.replace(SECOND, THIRD);
			return seen;
		});
		this.store.load();
		this.redis.goesAway();
		assertThat(this.store.load()).isEqualTo(THIRD);
	}

	@Test
	void oneRenewsAtATimeWhenSeveralWantTo() {
		assertThat(this.store.renewing()).isSameAs(this.store.renewing());
		this.redis.answers("mine");
		assertThat(this.store.renewing().acquire(Duration.ZERO)).isTrue();
		assertThat(strict(null)).as("a grant that is good once").isEqualTo("true");
		assertThat(strict(ConnectionState.NONE)).as("a grant that is had again").isEqualTo("false");
	}

	private String strict(@Nullable ConnectionState first) {
		replica(1, first).renewing().acquire(Duration.ZERO);
		Call asked = this.redis.calls().getLast();
		assertThat(asked.keys().get(1)).isEqualTo("test:renewing");
		assertThat(asked.own().get(1)).isEqualTo("125000");
		return asked.own().getLast();
	}

	private ConnectionStore replica(int key, @Nullable ConnectionState first) {
		return new SharedConnectionStore(this.shared, TestKeys.sealer(key), first);
	}

	/** What a store holds, and what our two scripts do with it. */
	private static final class KeptEntry {

		private String version = "";

		private String generation = "";

		private String state = "";

		List<String> answer(Call call) {
			List<String> own = call.own();
			if (own.isEmpty()) {
				return List.of(this.version, this.state);
			}
			if (this.version.equals(own.get(2))) {
				return List.of("kept");
			}
			if (!List.of("", own.get(0), own.get(1)).contains(this.version)) {
				return List.of("overtaken");
			}
			this.version = own.get(2);
			this.generation = own.get(3);
			this.state = own.get(4);
			return List.of("kept");
		}

		KeptEntry copy() {
			KeptEntry copy = new KeptEntry();
			copy.become(this);
			return copy;
		}

		void become(KeptEntry other) {
			this.version = other.version;
			this.generation = other.generation;
			this.state = other.state;
		}

	}

}
