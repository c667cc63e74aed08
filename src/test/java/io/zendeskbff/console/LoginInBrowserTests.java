package io.zendeskbff.console;

import java.util.regex.Pattern;

import io.zendeskbff.local.LocalUser;
import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * Who comes in, what he sees then, and how he leaves.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class LoginInBrowserTests {

	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension();

	@Test
	void wayInIsAllThatIsShownWhenNobodyIsLoggedIn() {
		ConsolePage page = console.visitor().open();
		assertThat(page.heading("Log in")).isVisible();
		assertThat(page.link("Log in")).isVisible();
		assertThat(page.account()).isHidden();
		assertThat(page.button("Log out")).isHidden();
	}

	@Test
	void billingIsNotShownAndTheReasonIsToldWhenAdminLogsIn() {
		ConsolePage page = console.open(LocalUser.ADMIN);
		Sight.assertShows(page.banner(), "Adam Admin Admin");
		Sight.assertShows(page.account(), "2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK");
		Sight.assertShows(page.account(), "Max agents 5");
		Sight.assertShows(page.billing(), "Only owners see and change the billing details.");
		assertThat(page.field("City")).isHidden();
		assertThat(page.changes()).isHidden();
		Sight.assertShows(page.connection(), "User 5000000204, owner");
		assertThat(page.button("Disconnect")).isHidden();
	}

	@Test
	void accountAndBillingAreShownWhenOwnerLogsIn() {
		ConsolePage page = console.open(LocalUser.OWNER);
		Sight.assertShows(page.banner(), "Olive Owner Owner");
		Sight.assertShows(page.account(), "Price 70.0");
		assertThat(page.field("Company")).hasValue("Bücher & Söhne AG");
		assertThat(page.field("City")).hasValue("Bern");
		Sight.assertShows(page.connection(), "Connected");
		assertThat(page.changes()).isVisible();
		assertThat(page.tab()).hasTitle("2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK – Zendesk account");
	}

	@Test
	void claimAndValuesAreNamedWhenUserHasNoRole() {
		ConsolePage page = console.open(LocalUser.NOBODY);
		assertThat(page.heading("You have no role here")).isVisible();
		Sight.assertShows(page.main(),
				"The claim \"roles\" would have to hold one of \"zendesk-admin\", \"zendesk-owner\".");
		assertThat(page.account()).isHidden();
	}

	@ParameterizedTest
	@CsvSource({ "access_denied, 'The log-in was cancelled, or you may not log in here.'",
			"failed, The log-in failed. Please try again." })
	void reasonIsToldOnceWhenLoginFailed(String error, String words) {
		ConsolePage page = console.visitor().open(console.url().resolve("?login_error=" + error));
		assertThat(page.alert(words)).isVisible();
		assertThat(page.tab()).hasURL(console.url().toString());
		page.button("Dismiss").click();
		assertThat(page.alert(words)).isHidden();
	}

	@Test
	void userStaysLoggedInWhenPageIsReloaded() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.tab().reload();
		Sight.assertShows(page.banner(), "Olive Owner");
		assertThat(page.field("City")).hasValue("Bern");
	}

	@Test
	void userIsLoggedOutHereAndAtProviderWhenHeLogsOut() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.button("Log out").click();
		assertThat(page.heading("Log in")).isVisible();
		page.link("Log in").click();
		page.signIn(LocalUser.ADMIN);
		Sight.assertShows(page.banner(), "Adam Admin");
	}

	@Test
	void otherTabLearnsOfItWhenUserLogsOut() {
		Visitor visitor = console.visitor();
		ConsolePage page = visitor.open().logIn(LocalUser.OWNER);
		ConsolePage other = visitor.open();
		assertThat(other.field("City")).hasValue("Bern");
		page.button("Log out").click();
		assertThat(other.heading("Your session has ended")).isFocused();
		assertThat(other.billing()).isHidden();
	}

	@Test
	void otherTabShowsNothingOfOwnersWhenAdminLogsInInstead() {
		Visitor visitor = console.visitor();
		ConsolePage page = visitor.open().logIn(LocalUser.OWNER);
		ConsolePage other = visitor.open();
		other.field("City").fill("Chur");
		page.button("Log out").click();
		page.logIn(LocalUser.ADMIN);
		Sight.assertShows(other.banner(), "Adam Admin");
		Sight.assertShows(other.billing(), "Only owners see and change the billing details.");
		assertThat(other.field("City")).isHidden();
	}

	@Test
	void endOfSessionIsToldWhenUserLogsOutAtProvider() {
		Visitor visitor = console.visitor();
		ConsolePage page = visitor.open().logIn(LocalUser.OWNER);
		ConsolePage provider = visitor.open(console.identityProvider());
		provider.button("Log out").click();
		assertThat(provider.tab()).hasURL(Pattern.compile(".*/login\\?logout"));
		page.reloadAccount();
		assertThat(page.heading("Your session has ended")).isFocused();
		assertThat(page.billing()).isHidden();
		page.logIn(LocalUser.OWNER);
		assertThat(page.field("City")).hasValue("Bern");
	}

	@Test
	void nobodyIsLoggedOutWhenSessionCannotBeChecked() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.tab().route(Sessions.URL, Sessions::unavailable);
		page.tab().reload();
		assertThat(page.heading("Your session cannot be checked just now")).isVisible();
		Sight.assertShows(page.main(), "You have not been logged out.");
		page.tab().unrouteAll();
		page.button("Try again").click();
		assertThat(page.field("City")).hasValue("Bern");
	}

}
