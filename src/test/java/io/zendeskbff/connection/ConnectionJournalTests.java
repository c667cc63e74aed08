package io.zendeskbff.connection;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ch.qos.logback.classic.Level;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.grant.GrantFailures;
import io.zendeskbff.upstream.RecordedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionJournalTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final ConnectionState CONNECTED = ConnectionStates.connected();

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final ConnectionStore store = new MemoryConnectionStore();

	private final ConnectionJournal journal = new ConnectionJournal(this.store, Clock.fixed(NOW, ZoneOffset.UTC),
			this.events::add);

	private RecordedLog log;

	@BeforeEach
	void record() {
		this.log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.connection");
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void nothingIsToldWhenNothingHasHappened() {
		meet(ConnectionState.NONE);
		this.journal.recover();
		assertThat(this.events).isEmpty();
		assertThat(this.log.lines()).isEmpty();
		assertThat(this.journal.broken()).isNull();
		assertThat(this.journal.last()).isNull();
		assertThat(this.journal.isRenewing()).isFalse();
	}

	@Test
	void changeIsToldOnceWhenConnectionIsNew() {
		meet(CONNECTED);
		meet(CONNECTED);
		meet(CONNECTED.renewed(ConnectionStates.grant(NOW, "read")));
		assertThat(this.events).containsExactly(new ConnectionChanged(true));
		assertThat(this.log.lines()).singleElement().asString().startsWith("INFO Connected to Zendesk");
	}

	@Test
	void changeIsToldWhenConnectionEnds() {
		meet(CONNECTED);
		meet(CONNECTED.disconnected());
		assertThat(this.events).containsExactly(new ConnectionChanged(true), new ConnectionChanged(false));
		assertThat(this.log.lines()).hasSize(2);
		assertThat(this.log.lines().getLast()).startsWith("INFO Disconnected from Zendesk");
	}

	@Test
	void changeIsToldWhenConnectionIsAnother() {
		meet(CONNECTED);
		meet(ConnectionStates.connected());
		assertThat(this.events).containsExactly(new ConnectionChanged(true), new ConnectionChanged(true));
	}

	@Test
	void nothingIsToldWhenSomebodyMetAnOlderState() {
		meet(CONNECTED);
		meet(CONNECTED.disconnected());
		this.journal.look(CONNECTED);
		assertThat(this.events).containsExactly(new ConnectionChanged(true), new ConnectionChanged(false));
	}

	@Test
	void changeIsToldOnceWhenManyMeetIt() throws Exception {
		try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<?>> looks = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				looks.add(many.submit(() -> meet(CONNECTED)));
			}
			for (Future<?> look : looks) {
				look.get();
			}
		}
		assertThat(this.events).containsExactly(new ConnectionChanged(true));
		assertThat(this.log.lines()).hasSize(1);
	}

	@Test
	void troubleIsToldOnceWhenItGoesOn() {
		for (int i = 0; i < 5; i++) {
			this.journal.fail(ConnectionException.of(GrantFailures.refused("invalid_grant")));
		}
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Zendesk gives no token")
			.contains("broken=\"true\"", "invalid_grant");
		assertThat(this.journal.last()).isEqualTo(new Standing.Failure(Reason.REFUSED, NOW));
		assertThat(this.journal.broken()).isNotNull();
		assertThat(this.events).isEmpty();
	}

	@Test
	void troubleIsToldAgainWhenItIsAnother() {
		this.journal.fail(ConnectionException.of(GrantFailures.refused("invalid_client")));
		this.journal.fail(ConnectionException.of(GrantFailures.refused("invalid_grant")));
		this.journal.fail(ConnectionException.of(Reason.UNAVAILABLE));
		assertThat(this.log.lines()).hasSize(3);
		assertThat(this.log.lines().getLast()).contains("broken=\"false\"");
		assertThat(this.journal.broken()).isNull();
	}

	@Test
	void recoveryIsToldOnceWhenThereWasTrouble() {
		this.journal.fail(ConnectionException.of(Reason.TOKENS_REFUSED));
		this.journal.recover();
		this.journal.recover();
		assertThat(this.log.lines()).hasSize(2);
		assertThat(this.log.lines().getLast()).startsWith("INFO Zendesk gives tokens again");
		assertThat(this.journal.broken()).isNull();
		assertThat(this.journal.last()).isEqualTo(new Standing.Failure(Reason.TOKENS_REFUSED, NOW));
	}

	@Test
	void troubleIsToldAgainWhenItComesBack() {
		this.journal.fail(ConnectionException.of(Reason.UNAVAILABLE));
		this.journal.recover();
		this.journal.fail(ConnectionException.of(Reason.UNAVAILABLE));
		assertThat(this.log.lines()).hasSize(3);
	}

	@Test
	void troubleIsForgottenWhenConnectionIsAnother() {
		meet(CONNECTED);
		this.journal.fail(ConnectionException.of(Reason.TOKENS_REFUSED));
		meet(CONNECTED.renewed(ConnectionStates.grant(null, "read")));
		assertThat(this.journal.broken()).isNotNull();
		meet(CONNECTED.disconnected());
		assertThat(this.journal.broken()).isNull();
		assertThat(this.journal.last()).isNull();
	}

	@Test
	void renewalIsKnownWhenItGoesOn() {
		this.journal.begin();
		assertThat(this.journal.isRenewing()).isTrue();
		this.journal.end();
		assertThat(this.journal.isRenewing()).isFalse();
	}

	/** Stored, as it is when anybody meets it. */
	private void meet(ConnectionState state) {
		ConnectionState before = this.store.load();
		if (!before.isSameVersion(state)) {
			this.store.replace(before, state);
		}
		this.journal.look(state);
	}

}
