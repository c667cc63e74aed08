package io.zendeskbff.console;

import java.util.regex.Pattern;

import com.microsoft.playwright.options.AriaRole;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.LocalUser;
import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An owner connects Zendesk in his browser, and disconnects it.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class ConnectInBrowserTests {

	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension("--spring.profiles.active=connect");

	@Test
	void ownerIsToldAndMayConnectWhenNobodyHas() {
		ConsolePage page = console.open(LocalUser.OWNER);
		Sight.assertShows(page.connection(), "Not connected");
		Sight.assertShows(page.connection(), "Cannot be changed: Zendesk is not connected.");
		Sight.assertShows(page.account(), "Zendesk is not connected");
		Sight.assertShows(page.billing(), "The billing details appear here once the account was read.");
		assertThat(page.button("Connect Zendesk")).isVisible();
		assertThat(page.button("Disconnect")).isHidden();
		Accessibility.check(page, "not-connected");
	}

	@Test
	void adminIsToldAndMayNotConnectWhenNobodyHas() {
		ConsolePage page = console.open(LocalUser.ADMIN);
		Sight.assertShows(page.connection(), "Not connected");
		assertThat(page.button("Connect Zendesk")).isHidden();
	}

	@Test
	void ownerIsBackAndSeesAsWhomWhenHeConnects() {
		ConsolePage page = connected();
		assertThat(page.tab()).hasURL(console.url().toString());
		Sight.assertShows(page.connection(), "User 5000000204, owner");
		Sight.assertShows(page.connection(), "an owner");
		assertThat(page.field("City")).hasValue("Bern");
		assertThat(page.button("Connect again")).isVisible();
		assertThat(console.zendesk().tokenCalls("authorization_code")).isOne();
		assertThat(console.zendesk().tokenCalls()).isOne();
		page.field("City").fill("Chur");
		page.save();
		assertThat(page.status("Saved.")).isVisible();
	}

	@Test
	void connectionStaysWhenOwnerThinksBetterOfIt() {
		ConsolePage page = connected();
		page.button("Disconnect").click();
		Sight.assertShows(page.tab().getByRole(AriaRole.DIALOG),
				"Until an owner connects again, nobody can see or change the account here.");
		assertThat(page.button("Cancel")).isFocused();
		page.tab().keyboard().press("Escape");
		assertThat(page.tab().getByRole(AriaRole.DIALOG)).isHidden();
		assertThat(page.button("Disconnect")).isFocused();
		page.button("Disconnect").click();
		page.button("Cancel").click();
		Sight.assertShows(page.connection(), "User 5000000204, owner");
		assertThat(page.alert("Disconnected")).isHidden();
	}

	@Test
	void tokenIsRevokedAndTheAccountGoneWhenOwnerDisconnects() {
		ConsolePage page = connected();
		page.disconnect();
		assertThat(page.alert("Disconnected, and the token was revoked at Zendesk.")).isVisible();
		Sight.assertShows(page.connection(), "Not connected");
		Sight.assertShows(page.account(), "Zendesk is not connected");
		assertThat(page.account()).not().containsText("2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK");
		assertThat(page.field("City")).isHidden();
		assertThat(console.zendesk().requests().getLast().getMethod().getName()).isEqualTo("DELETE");
		assertThat(console.zendesk().foreignTokenLives()).isTrue();
	}

	@Test
	void ownerIsToldWhenHeDeclinesAtZendesk() {
		console.zendesk().state(FakeState.DENIES_CONNECTION);
		ConsolePage page = console.open(LocalUser.OWNER);
		page.button("Connect Zendesk").click();
		Sight.assertShows(page.tab().locator("body"), "Access was denied at Zendesk, so nothing was connected.");
		page.tab().navigate(console.url().toString());
		assertThat(page.connection()).containsText(Pattern.compile("Not connected|Being connected"));
	}

	@Test
	void ownerIsToldWhenHeConnectsAnotherAccount() {
		ConsolePage page = connected();
		console.zendesk().state(FakeState.OTHER_ACCOUNT);
		page.button("Connect again").click();
		Sight.assertShows(page.tab().locator("body"), "is not the one that this service is for.");
	}

	private static ConsolePage connected() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.button("Connect Zendesk").click();
		assertThat(page.button("Disconnect")).isVisible();
		return page;
	}

}
