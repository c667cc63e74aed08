package io.zendeskbff.console;

import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
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
 * An owner changes billing details, with and without a mouse.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class EditingInBrowserTests {

	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension();

	@Test
	void changedFieldsAreSentAndNoOthersWhenSaved() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("Company").fill("Müller & Co. 🌍");
		page.field("First name").fill("");
		page.field("Postal code").fill("8000");
		page.field("Postal code").fill("3011");
		page.field("Billing cycle").fill("12");
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		assertThat(console.updates())
			.containsExactly("{\"billing\":{\"first_name\":\"\",\"company\":\"Müller & Co. 🌍\",\"cycle\":12}}");
		page.tab().reload();
		assertThat(page.field("Company")).hasValue("Müller & Co. 🌍");
		assertThat(page.field("First name")).hasValue("");
		assertThat(page.field("Billing cycle")).hasValue("12");
	}

	@Test
	void violationsStandAtTheirFieldsWhenValuesBreakRules() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("E-mail address").fill("nobody");
		page.field("Country code").fill("ch");
		page.field("Billing cycle").fill("often");
		page.save();
		assertThat(page.obstacles()).isFocused();
		Sight.assertShows(page.obstacles(), "Nothing was saved. Please correct:");
		assertThat(page.obstacles().getByRole(AriaRole.LISTITEM)).hasCount(3);
		assertThat(page.tab()).hasTitle(Pattern.compile("^Attention: .*"));
		assertIsWrong(page.field("E-mail address"), "must be an e-mail address of at most 254 octets");
		assertIsWrong(page.field("Country code"), "must be an ISO 3166-1 alpha-2 code in upper case, such as CH");
		assertIsWrong(page.field("Billing cycle"), "must be (an integer|a whole number)");
		assertThat(page.field("City")).hasAttribute("aria-invalid", "false");
		assertThat(console.updates()).isEmpty();
		page.obstacles().getByText("Country code").click();
		assertThat(page.field("Country code")).isFocused();
		page.field("Country code").fill("AT");
		page.field("Billing cycle").fill("");
		page.field("E-mail address").fill("nobody@example.com");
		assertThat(page.field("E-mail address")).hasAttribute("aria-invalid", "false");
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		assertThat(page.obstacles()).isHidden();
		assertThat(console.updates())
			.containsExactly("{\"billing\":{\"email\":\"nobody@example.com\",\"country_code\":\"AT\"}}");
	}

	@Test
	void nothingIsSentWhenNothingWasChanged() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("City").fill("Chur");
		page.button("Discard changes").click();
		assertThat(page.status("Changes discarded.")).isVisible();
		assertThat(page.field("City")).hasValue("Bern");
		page.save();
		assertThat(page.status("There is nothing to save: no field was changed.")).isVisible();
		assertThat(console.updates()).isEmpty();
	}

	@Test
	void attemptIsListedWithItsFieldsAndOutcomeWhenMade() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("City").fill("Chur");
		page.field("Postal code").fill("7000");
		page.save();
		Sight.assertShows(page.newestChange(), "Olive Owner");
		Sight.assertShows(page.newestChange(), "Postal code, City");
		Sight.assertShows(page.newestChange(), "Applied");
		assertThat(page.changes()).not().containsText("Chur");
		page.button("Reload changes").click();
		assertThat(page.status("Changes loaded.")).hasCount(1);
	}

	@Test
	void newsAreSpokenWhenNobodyLooks() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.reloadAccount();
		assertThat(page.status("Account loaded. Read from Zendesk")).hasCount(1);
		page.field("City").fill("Chur");
		page.save();
		assertThat(page.status("Saved.")).hasCount(1);
		console.zendesk().state(FakeState.HTML);
		page.field("City").fill("Arosa");
		page.save();
		assertThat(page.alert("Nothing was changed.")).hasCount(1);
	}

	@Test
	void ownerLogsInAndSavesWhenHeHasNoMouse() {
		ConsolePage page = console.visitor().open();
		Keyboard keyboard = new Keyboard(page.tab());
		keyboard.tabTo("Skip to the content", "Log in").press("Enter");
		assertThat(page.field("Username")).isFocused();
		keyboard.type("owner").tabTo("Password").type("owner").press("Enter");
		assertThat(page.field("City")).hasValue("Bern");
		keyboard.tabTo("Skip to the content").press("Enter");
		assertThat(page.main()).isFocused();
		keyboard.tabTo("Disconnect", "Reload account", "Plan", "First name", "Last name", "Company", "E-mail address",
				"Phone", "Address line 1", "Address line 2", "Postal code", "City");
		keyboard.type("Chur").tabTo("State or region", "Country code").type("ch").press("Enter");
		assertThat(page.obstacles()).isFocused();
		keyboard.tabTo("Country code must be an ISO 3166-1 alpha-2 code in upper case, such as CH.").press("Enter");
		assertThat(page.field("Country code")).isFocused();
		keyboard.type("LI").tabTo("Billing cycle", "Additional information", "Save changes").press("Enter");
		assertThat(page.status("Saved.")).isVisible();
		assertThat(page.button("Save changes")).isFocused();
		assertThat(console.updates()).containsExactly("{\"billing\":{\"city\":\"Chur\",\"country_code\":\"LI\"}}");
		keyboard.tabTo("Discard changes", "Reload changes");
	}

	private static void assertIsWrong(Locator field, String words) {
		assertThat(field).hasAttribute("aria-invalid", "true");
		assertThat(field).hasCSS("border-top-width", "2px");
		assertThat(field).hasAccessibleDescription(Pattern.compile(".*" + words + ".*"));
	}

}
