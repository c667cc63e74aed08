package io.zendeskbff.console;

import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.LocalUser;
import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an owner is told in each state of Zendesk.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class SwitchboardInBrowserTests {

	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension();

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NORMAL             | Read from Zendesk      | Saved.
			SLOW               | Read from Zendesk      | Saved.
			FRESH              | Read from Zendesk      | Saved.
			EDITED             | Read from Zendesk      | Saved.
			DENIES_CONNECTION  | Read from Zendesk      | Saved.
			AGENT_DISABLED     | Read from Zendesk      | Saved.
			REFUSES_VALUES     | Read from Zendesk      | Company was refused by Zendesk.
			CREATED_IN_SUPPORT | Read from Zendesk      | The account was created in Zendesk Support
			THROTTLED          | cannot be read: state  | Zendesk takes no more calls for a while.
			DOWN               | cannot be read: state  | Zendesk cannot be reached at the moment.
			HTML               | cannot be read: state  | Zendesk did not answer with the account.
			OTHER_ACCOUNT      | did not answer with    | Zendesk did not answer with the account.
			""")
	void ownerIsToldWhatBecameOfItWhenZendeskIsLikeThat(FakeState state, String read, String saved) {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("Company").fill("Acme");
		console.zendesk().state(state);
		page.reloadAccount();
		Sight.assertShows(page.account(), read);
		page.save();
		Sight.assertShows(page.billing(), saved);
		boolean isApplied = saved.equals("Saved.");
		Sight.assertShows(page.newestChange(), isApplied ? "Company Applied" : "Company Not applied: ");
		assertThat(console.zendesk().account().contains("Acme")).isEqualTo(isApplied);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			THROTTLED     | Zendesk takes no more calls for a while. Try again in
			DOWN          | Zendesk cannot be reached at the moment.
			HTML          | Zendesk did not answer with the account.
			OTHER_ACCOUNT | Zendesk did not answer with the account.
			""")
	void ownerIsToldWhatIsWrongWhenTheAccountWasNeverRead(FakeState state, String words) {
		console.zendesk().state(state);
		ConsolePage page = console.open(LocalUser.OWNER);
		Sight.assertShows(page.account(), words);
		Sight.assertShows(page.billing(), "The billing details appear here once the account was read.");
		Sight.assertShows(page.connection(), "Connected");
		assertThat(page.changes()).isVisible();
	}

	@Test
	void ownerIsToldToWaitWhenZendeskIsSlow() {
		console.zendesk().state(FakeState.SLOW);
		ConsolePage page = console.open(LocalUser.OWNER);
		Sight.assertShows(page.account(), "Loading…");
		assertThat(page.account()).hasAttribute("aria-busy", "true");
		Sight.assertShows(page.account(), "Read from Zendesk");
		assertThat(page.account()).not().hasAttribute("aria-busy", "true");
		assertThat(page.field("City")).hasValue("Bern");
	}

	@Test
	void formIsGreyWithTheReasonWhenAccountWasCreatedInSupport() {
		String reason = "The account was created in Zendesk Support, so its billing can only be changed there.";
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("City").fill("Chur");
		console.zendesk().state(FakeState.CREATED_IN_SUPPORT);
		page.save();
		assertThat(page.field("City")).isDisabled();
		assertThat(page.button("Save changes")).isDisabled();
		Sight.assertShows(page.billing(), "The billing details cannot be changed here. " + reason);
		Sight.assertShows(page.connection(), "Cannot be changed: " + reason);
	}

	@Test
	void formIsGreyWithTheReasonWhenConnectedUserIsDisabled() {
		ConsolePage page = console.open(LocalUser.OWNER);
		assertThat(page.field("City")).isEnabled();
		console.zendesk().state(FakeState.AGENT_DISABLED);
		page.disconnect();
		assertThat(page.alert("Disconnected, and the token was revoked at Zendesk.")).isVisible();
		Sight.assertShows(page.connection(), "User 5000000204, owner, disabled");
		Sight.assertShows(page.billing(),
				"The billing details cannot be changed here. The connected Zendesk user is disabled.");
		assertThat(page.field("City")).isDisabled();
	}

	@Test
	void absenceOfBillingIsExplainedWhenConnectedUserIsNotTheOwner() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("City").fill("Chur");
		console.zendesk().state(FakeState.NOT_OWNER);
		page.save();
		Sight.assertShows(page.billing(), "Zendesk sent no billing details.");
		assertThat(page.field("City")).isHidden();
		page.disconnect();
		Sight.assertShows(page.connection(), "User 5000000204, administrator");
		Sight.assertShows(page.billing(),
				"The billing details cannot be changed here. The connected Zendesk user is not the account's owner.");
		console.zendesk().state(FakeState.NORMAL);
		page.reloadAccount();
		assertThat(page.field("City")).hasValue("Chur");
		assertThat(console.updates()).isEmpty();
	}

	@Test
	void accountIsAsAtTheStartWhenItIsFreshAgain() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("City").fill("Chur");
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		console.zendesk().state(FakeState.FRESH);
		page.reloadAccount();
		assertThat(page.field("City")).hasValue("Bern");
	}

}
