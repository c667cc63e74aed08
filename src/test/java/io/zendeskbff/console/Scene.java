package io.zendeskbff.console;

import java.util.function.Function;

import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.LocalUser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * What the console can look like, and how to get there.
 */
enum Scene {

	/** Nobody is logged in. */
	ANONYMOUS((console) -> shown(console.visitor().open(), "Nobody needs a Zendesk password for it.")),

	/** A login came to nothing. */
	LOGIN_FAILED((console) -> shown(console.visitor().open(console.url().resolve("?login_error=failed")),
			"Nobody needs a Zendesk password for it.")),

	/** Somebody without a role. */
	NO_ROLE((console) -> shown(console.open(LocalUser.NOBODY), "The claim \"roles\" would have to hold")),

	/** An admin. */
	ADMIN((console) -> shown(console.open(LocalUser.ADMIN), "Can be changed")),

	/** An owner, with nothing typed. */
	OWNER((console) -> shown(console.open(LocalUser.OWNER), "Can be changed")),

	/** An owner has saved. */
	SAVED((console) -> saved(console, FakeState.NORMAL, "Saved.")),

	/** What he typed breaks rules. */
	VIOLATIONS((console) -> {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("E-mail address").fill("nobody");
		page.field("Country code").fill("ch");
		page.field("Billing cycle").fill("often");
		page.save();
		return shown(page, "Nothing was saved. Please correct:");
	}),

	/** Somebody was faster. */
	CONFLICT((console) -> saved(console, FakeState.EDITED, "Somebody changed this meanwhile.")),

	/** Nobody may change the account here. */
	GREY((console) -> saved(console, FakeState.CREATED_IN_SUPPORT, "The billing details cannot be changed here.")),

	/** Zendesk shows no billing. */
	NO_BILLING((console) -> saved(console, FakeState.NOT_OWNER, "Zendesk sent no billing details.")),

	/** A change came to nothing. */
	FAILED((console) -> saved(console, FakeState.HTML, "Nothing was changed.")),

	/** An older account stands in. */
	STALE((console) -> {
		ConsolePage page = shown(console.open(LocalUser.OWNER), "Read from Zendesk");
		console.zendesk().state(FakeState.DOWN);
		page.reloadAccount();
		return shown(page, "The account cannot be read: state of");
	}),

	/** There is no account to show. */
	NEVER_READ((console) -> {
		console.zendesk().state(FakeState.DOWN);
		return shown(console.open(LocalUser.OWNER), "Zendesk cannot be reached at the moment.");
	}),

	/** The question before the connection is ended. */
	DISCONNECTING((console) -> {
		ConsolePage page = shown(console.open(LocalUser.OWNER), "Can be changed");
		page.button("Disconnect").click();
		assertThat(page.button("Cancel")).isFocused();
		return page;
	}),

	/** The session ended, and something was typed. */
	ENDED((console) -> {
		Visitor visitor = console.visitor();
		ConsolePage page = visitor.open().logIn(LocalUser.OWNER);
		page.field("City").fill("Chur");
		visitor.context().clearCookies();
		page.save();
		return shown(page, "What you typed is kept in this tab");
	}),

	/** The session is about to end. */
	ENDING((console) -> {
		ConsolePage page = shown(console.open(LocalUser.OWNER), "Can be changed");
		page.tab().route(Sessions.URL, Sessions::ending);
		page.tab().reload();
		assertThat(page.status("You will be logged out in less than a minute.")).isVisible();
		return shown(page, "Can be changed");
	}),

	/** Nobody knows whether there is a session. */
	DOUBTFUL((console) -> {
		ConsolePage page = console.visitor().open();
		page.tab().route(Sessions.URL, Sessions::unavailable);
		page.tab().reload();
		return shown(page, "You have not been logged out.");
	});

	private final Function<ConsoleExtension, ConsolePage> way;

	Scene(Function<ConsoleExtension, ConsolePage> way) {
		this.way = way;
	}

	ConsolePage open(ConsoleExtension console) {
		return this.way.apply(console);
	}

	private static ConsolePage saved(ConsoleExtension console, FakeState state, String words) {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("City").fill("Chur");
		console.zendesk().state(state);
		page.save();
		return shown(page, words);
	}

	private static ConsolePage shown(ConsolePage page, String words) {
		Sight.assertShows(page.main(), words);
		return page;
	}

}
