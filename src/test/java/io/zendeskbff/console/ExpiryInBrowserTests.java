package io.zendeskbff.console;

import java.time.Duration;

import io.zendeskbff.local.LocalUser;
import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of somebody's work when his login has grown old or his session ends.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class ExpiryInBrowserTests {

	/** Long enough to save within it on a busy machine. */
	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension("--bff.portal.write-max-age=10s",
			"--bff.portal.session.idle=55s");

	@Test
	void draftIsSavedAfterNextLoginWhenLoginIsTooOld() {
		Visitor visitor = console.visitor();
		ConsolePage page = visitor.open().logIn(LocalUser.OWNER);
		page.field("City").fill("Chur");
		page.field("Additional information").fill("Two\nlines");
		awaitOldLogin(visitor);
		page.save();
		page.confirm(LocalUser.OWNER);
		assertThat(page.status("Your changes are back after the log-in. They are not saved yet.")).isVisible();
		assertThat(page.button("Save changes")).isFocused();
		assertThat(page.field("City")).hasValue("Chur");
		assertThat(page.field("Additional information")).hasValue("Two\nlines");
		assertThat(console.updates()).isEmpty();
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		assertThat(console.updates())
			.containsExactly("{\"billing\":{\"city\":\"Chur\",\"additional_info\":\"Two\\nlines\"}}");
	}

	@Test
	void draftIsForgottenWhenSomebodyElseLogsIn() {
		Visitor visitor = console.visitor();
		ConsolePage page = visitor.open().logIn(LocalUser.OWNER);
		page.field("City").fill("Chur");
		visitor.context().clearCookies();
		page.save();
		page.logIn(LocalUser.ADMIN);
		Sight.assertShows(page.billing(), "Only owners see and change the billing details.");
		assertThat(page.tab().evaluate("sessionStorage.length")).isEqualTo(0);
	}

	@Test
	void draftIsBackAfterNextLoginWhenSessionEndsMeanwhile() {
		Visitor visitor = console.visitor();
		ConsolePage page = visitor.open().logIn(LocalUser.OWNER);
		page.field("City").fill("Chur");
		visitor.context().clearCookies();
		page.save();
		Sight.assertShows(page.main(), "Your session has ended");
		assertThat(page.billing()).isHidden();
		page.logIn(LocalUser.OWNER);
		assertThat(page.status("Your changes are back after the log-in. They are not saved yet.")).isVisible();
		assertThat(page.field("City")).hasValue("Chur");
		assertThat(console.updates()).isEmpty();
	}

	@Test
	void endIsAnnouncedWhenItIsLessThanAMinuteAway() {
		ConsolePage page = console.open(LocalUser.OWNER);
		assertThat(page.status("You will be logged out in less than a minute.")).isVisible();
		page.button("Stay logged in").click();
		assertThat(page.status("This session cannot last longer. Save now; then log in again.")).isVisible();
	}

	/**
	 * An empty update tells, and changes nothing. The second more is for the identity
	 * provider, who counts more finely than {@code auth_time}.
	 */
	private static void awaitOldLogin(Visitor visitor) {
		await().atMost(Duration.ofMinutes(1))
			.during(Duration.ofSeconds(1))
			.until(() -> visitor.put("{}"), (answer) -> answer.contains("login-too-old"));
	}

}
