package io.zendeskbff.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.zendeskbff.access.AuthorizedHttp;
import io.zendeskbff.connection.ConnectionChanged;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.Deadline;
import io.zendeskbff.upstream.TransportException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.context.event.EventListener;

/**
 * Finds out who the connected user is: in the background after every connect, at once
 * when an update was forbidden, and at most once a minute when somebody wants to know. No
 * read waits for it.
 */
public final class Agents {

	private static final Logger LOGGER = LoggerFactory.getLogger(Agents.class);

	private static final String ME = "/agents/me";

	private static final Duration GOOD_FOR = Duration.ofMinutes(1);

	private final AuthorizedHttp http;

	private final ConnectionStatus connection;

	private final Executor executor;

	private final Duration patience;

	private volatile @Nullable Known known;

	private volatile CompletableFuture<?> question = CompletableFuture.completedFuture(true);

	private volatile Deadline nextAsk = Deadline.in(Duration.ZERO);

	Agents(AuthorizedHttp http, ConnectionStatus connection, Executor executor, Duration patience) {
		this.http = http;
		this.connection = connection;
		this.executor = executor;
		this.patience = patience;
	}

	/**
	 * Asks Zendesk now.
	 * @return the user; empty when Zendesk does not say
	 */
	public Optional<Agent> ask() {
		UUID generation = this.connection.standing().generation();
		Optional<Agent> agent = answer();
		agent.ifPresent((found) -> remember(new Known(generation, found)));
		return agent;
	}

	/**
	 * Whom Zendesk named last; asks again in the background when that is long ago.
	 * @param generation the connection that is meant
	 * @param patience how long to wait where Zendesk is being asked
	 * @return empty when nobody is known under that connection
	 */
	public Optional<Agent> known(UUID generation, Duration patience) {
		askSoon();
		await(patience);
		return Optional.ofNullable(this.known).filter((one) -> one.generation.equals(generation)).map(Known::agent);
	}

	@EventListener
	synchronized void onChange(ConnectionChanged change) {
		this.known = null;
		this.nextAsk = Deadline.in(Duration.ZERO);
		if (change.connected()) {
			askSoon();
		}
	}

	private synchronized void askSoon() {
		if (!this.nextAsk.remaining().isPositive()) {
			this.nextAsk = Deadline.in(GOOD_FOR);
			this.question = CompletableFuture.runAsync(this::ask, this.executor);
		}
	}

	private void await(Duration patience) {
		if (patience.isPositive()) {
			this.question.handle((_, _) -> true)
				.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
				.join();
		}
	}

	private Optional<Agent> answer() {
		try {
			return Agent.of(this.http.getIfAllowed(ME, Allowance.toRead(this.patience)));
		}
		catch (ConnectionException | TransportException ex) {
			LOGGER.atDebug().addKeyValue("reason", ex.getMessage()).log("Zendesk does not say who we are");
			return Optional.empty();
		}
	}

	/** An answer that was overtaken by another connection says nothing of that one. */
	private synchronized void remember(Known found) {
		if (found.generation.equals(this.connection.standing().generation()) && !found.equals(this.known)) {
			this.known = found;
			tell(found.agent);
		}
	}

	private static void tell(Agent agent) {
		LOGGER.atLevel((agent.isOwner() && agent.enabled()) ? Level.INFO : Level.WARN)
			.addKeyValue("role", agent.role())
			.addKeyValue("enabled", agent.enabled())
			.log("Zendesk says who is connected");
	}

	/** Who was found under which connection. */
	private record Known(UUID generation, Agent agent) {
	}

}
