package io.zendeskbff.check;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import io.zendeskbff.access.AuthorizedHttp;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.agent.Agent;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.portal.Role;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.Answer;
import io.zendeskbff.upstream.TransportException;

/**
 * What Zendesk gives us: a token, who we are by it, and the account.
 */
final class Zendesk {

	/** A first call has classes to load. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final AuthorizedHttp http;

	private final Agents agents;

	private final ZendeskAccounts accounts;

	private final boolean isInteractive;

	Zendesk(AuthorizedHttp http, Agents agents, ZendeskAccounts accounts, boolean isInteractive) {
		this.http = http;
		this.agents = agents;
		this.accounts = accounts;
		this.isInteractive = isInteractive;
	}

	Stream<Finding> check() {
		if (this.isInteractive) {
			return Stream.of(Finding.skipped("token",
					"With authorization_code an owner connects in a browser; ask GET /connection of the running service."));
		}
		try {
			Answer me = this.http.getIfAllowed("/agents/me", Allowance.toRead(PATIENCE));
			return Stream.of(Finding.ok("token", "Zendesk gives one."), agent(me.status()), account());
		}
		catch (ConnectionException ex) {
			return Stream.of(Finding.failed("token", ex.sentence(), remedy(ex.reason())));
		}
		catch (TransportException ex) {
			return Stream
				.of(Finding.failed("agent", "GET agents/me: " + ex.fault() + ".", "See what was found above."));
		}
		catch (AccountException ex) {
			return Stream.of(failed("token", ex));
		}
	}

	private static String remedy(Reason reason) {
		return switch (reason) {
			case UNAVAILABLE, TIMED_OUT -> "See what was found of its host above.";
			case OTHER_ACCOUNT -> "Look at bff.zendesk.account-key, and whose client it is.";
			case INVALID -> "Look at spring.security.oauth2.client.provider.zendesk.token-uri.";
			case STORE_AWAY -> "See what was found of the store above.";
			case REFUSED, TOKENS_REFUSED, NO_REFRESH_TOKEN, NOT_CONNECTED, READ_ONLY_SCOPE ->
				"README's section \"A real Zendesk account\" says how to make the OAuth client.";
		};
	}

	/** That resource may be closed to us, and is not needed. */
	private Finding agent(int status) {
		if (status == 403 || status == 404) {
			return Finding.skipped("agent", "Zendesk does not tell who the connected user is.");
		}
		Optional<Agent> agent = this.agents.ask();
		if (agent.isEmpty()) {
			return Finding.failed("agent", "GET agents/me answers %d without a user.".formatted(status),
					"Look at Zendesk's status page and at bff.zendesk.path-prefix.");
		}
		return (agent.get().isOwner() && agent.get().enabled())
				? Finding.ok("agent", "The connected user is the account's owner.")
				: Finding.failed("agent", "The connected user is not the account's enabled owner.",
						"Billing is not shown to others: make the OAuth client as the owner.");
	}

	private Finding account() {
		try {
			Account account = this.accounts.current();
			boolean billing = account.view(Role.OWNER).length() > account.view(Role.ADMIN).length();
			return Finding.ok("account", "%s is read%s.".formatted(account.key(), billing ? "" : ", without billing"));
		}
		catch (AccountException ex) {
			return failed("account", ex);
		}
	}

	private static Finding failed(String subject, AccountException ex) {
		return Finding.failed(subject, "The account cannot be read: " + ex.failure().slug() + ".",
				"README's table of slugs says what that means.");
	}

}
