package io.zendeskbff.console;

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
 * Somebody else was faster: the lost-update answer, 412, and what an owner makes of it.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class ConflictInBrowserTests {

	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension();

	@Test
	void bothValuesAreOfferedAndNothingIsSavedWhenSomebodyWasFaster() {
		ConsolePage page = overtaken("City", "Chur");
		assertThat(page.obstacles()).isFocused();
		Sight.assertShows(page.obstacles(), "Somebody changed this meanwhile. Nothing was saved.");
		Sight.assertShows(page.obstacles(), "City: choose theirs or yours");
		Sight.assertShows(page.obstacles(), "Phone: theirs is taken, unless you choose otherwise");
		assertThat(choice(page, "City", "Theirs: Lugano")).not().isChecked();
		assertThat(choice(page, "City", "Yours: Chur")).not().isChecked();
		assertThat(choice(page, "Phone", "Theirs: +41 31 555 01 01")).isChecked();
		Sight.assertShows(page.newestChange(), "Not applied: somebody had changed the account meanwhile");
		page.save();
		Sight.assertShows(page.obstacles(), "City: choose theirs or yours");
		assertThat(console.updates()).isEmpty();
	}

	@Test
	void ownValueIsSavedWhenItIsChosen() {
		ConsolePage page = overtaken("City", "Chur");
		choice(page, "City", "Yours: Chur").check();
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		assertThat(console.updates()).containsExactly("{\"billing\":{\"city\":\"Chur\"}}");
		assertThat(page.field("Phone")).hasValue("+41 31 555 01 01");
		assertThat(conflict(page, "City")).isHidden();
	}

	@Test
	void theirValueStaysWhenItIsChosen() {
		ConsolePage page = overtaken("City", "Chur");
		choice(page, "City", "Theirs: Lugano").check();
		assertThat(page.field("City")).hasValue("Lugano");
		page.save();
		assertThat(page.status("There is nothing to save: no field was changed.")).isVisible();
		assertThat(console.updates()).isEmpty();
		assertThat(console.zendesk().account()).contains("\"city\":\"Lugano\"");
	}

	@Test
	void valueFromBeforeIsSavedWhenItIsChosen() {
		ConsolePage page = overtaken("City", "Chur");
		choice(page, "City", "Theirs: Lugano").check();
		choice(page, "Phone", "Before: empty").check();
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		assertThat(console.updates()).containsExactly("{\"billing\":{\"phone\":\"\"}}");
	}

	@Test
	void thirdValueIsSavedWhenItIsTyped() {
		ConsolePage page = overtaken("City", "Chur");
		page.obstacles().getByText("City: choose theirs or yours").click();
		assertThat(choice(page, "City", "Theirs: Lugano")).isFocused();
		page.field("City").fill("Arosa");
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		assertThat(console.updates()).containsExactly("{\"billing\":{\"city\":\"Arosa\"}}");
	}

	@Test
	void otherFieldIsSavedAtTheSecondAttemptWhenSomebodyChangedNoneOfIts() {
		ConsolePage page = overtaken("Company", "Acme");
		Sight.assertShows(page.obstacles(), "City: theirs is taken, unless you choose otherwise");
		assertThat(page.field("Company")).hasValue("Acme");
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		assertThat(console.updates()).containsExactly("{\"billing\":{\"company\":\"Acme\"}}");
		assertThat(console.zendesk().account()).contains("\"city\":\"Lugano\"");
	}

	/** Somebody changes city and phone after this owner has read them. */
	private static ConsolePage overtaken(String field, String value) {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field(field).fill(value);
		console.zendesk().state(FakeState.EDITED);
		page.save();
		assertThat(page.obstacles()).isVisible();
		return page;
	}

	private static Locator conflict(ConsolePage page, String field) {
		return page.billing()
			.getByRole(AriaRole.GROUP,
					new Locator.GetByRoleOptions().setName(field + ": somebody changed this meanwhile"));
	}

	private static Locator choice(ConsolePage page, String field, String words) {
		return conflict(page, field).getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(words));
	}

}
