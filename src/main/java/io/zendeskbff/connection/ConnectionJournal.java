package io.zendeskbff.connection;

import java.time.Clock;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What goes on with the connection: one log line, and where it is another connection than
 * before one {@link ConnectionChanged}, each time that something changes for good or ill.
 */
public final class ConnectionJournal {

	private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionJournal.class);

	private final ConnectionStore store;

	private final Clock clock;

	private final ApplicationEventPublisher events;

	private volatile ConnectionState present = ConnectionState.NONE;

	private volatile boolean renewing;

	private Standing.@Nullable Failure last;

	private @Nullable ConnectionException outstanding;

	ConnectionJournal(ConnectionStore store, Clock clock, ApplicationEventPublisher events) {
		this.store = store;
		this.clock = clock;
		this.events = events;
	}

	/**
	 * Takes note of a state that was met, and perhaps stored by another replica.
	 * @param met the state that was loaded
	 */
	public void look(ConnectionState met) {
		if (!met.isSameGeneration(this.present) && change()) {
			boolean connected = this.present.isConnected();
			LOGGER.atInfo().log(connected ? "Connected to Zendesk" : "Disconnected from Zendesk");
			this.events.publishEvent(new ConnectionChanged(connected));
		}
	}

	/** Loaded anew: what was met may be older than what is known. */
	private synchronized boolean change() {
		ConnectionState now = this.store.load();
		boolean isNews = !now.isSameGeneration(this.present);
		if (isNews) {
			this.present = now;
			this.last = null;
			this.outstanding = null;
		}
		return isNews;
	}

	/** The generation of the state that was met last. */
	UUID generation() {
		return this.present.generation();
	}

	/** Takes note that a token is being obtained. */
	public void begin() {
		this.renewing = true;
	}

	/** Takes note that this has ended, however it did. */
	public void end() {
		this.renewing = false;
	}

	/** Takes note that there is a token that serves, as far as is known. */
	public synchronized void recover() {
		if (this.outstanding != null) {
			this.outstanding = null;
			LOGGER.atInfo().log("Zendesk gives tokens again");
		}
	}

	/**
	 * Takes note of a failure; the same trouble is told once.
	 * @param failure why there is no token that serves
	 */
	public synchronized void fail(ConnectionException failure) {
		String known = (this.outstanding != null) ? this.outstanding.sentence() : null;
		this.last = new Standing.Failure(failure.reason(), this.clock.instant());
		this.outstanding = failure;
		if (!failure.sentence().equals(known)) {
			LOGGER.atWarn()
				.addKeyValue("broken", failure.isBroken())
				.addKeyValue("reason", failure.sentence())
				.log("Zendesk gives no token");
		}
	}

	/** What must be looked at, null while nothing must. */
	synchronized @Nullable ConnectionException broken() {
		return (this.outstanding != null && this.outstanding.isBroken()) ? this.outstanding : null;
	}

	synchronized Standing.@Nullable Failure last() {
		return this.last;
	}

	boolean isRenewing() {
		return this.renewing;
	}

}
