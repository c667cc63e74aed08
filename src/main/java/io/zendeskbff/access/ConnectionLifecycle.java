package io.zendeskbff.access;

import io.zendeskbff.renewal.Renewals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Obtains the first token as soon as the service is ready, so that no caller waits for
 * it, and lets a renewal end before the service does.
 */
final class ConnectionLifecycle implements SmartLifecycle, ApplicationListener<ApplicationReadyEvent> {

	private static final Logger LOGGER = LoggerFactory.getLogger(ConnectionLifecycle.class);

	/** Stops when calls have drained, and before what calls are made with. */
	private static final int PHASE = WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE - 1;

	private final Tokens tokens;

	private final Renewals renewals;

	private final boolean forgetsGrants;

	private volatile boolean running;

	ConnectionLifecycle(Tokens tokens, Renewals renewals, boolean forgetsGrants) {
		this.tokens = tokens;
		this.renewals = renewals;
		this.forgetsGrants = forgetsGrants;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.forgetsGrants) {
			LOGGER.atWarn()
				.log("A restart disconnects Zendesk: the grant of authorization_code is kept in memory only");
		}
		this.tokens.prepare();
	}

	@Override
	public void start() {
		this.running = true;
	}

	/** Not asynchronously: Spring would wait no longer than for everything else. */
	@Override
	public void stop() {
		this.renewals.close();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
