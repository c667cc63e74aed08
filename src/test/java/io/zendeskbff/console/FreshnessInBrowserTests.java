package io.zendeskbff.console;

import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.LocalUser;
import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where the shown account comes from.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class FreshnessInBrowserTests {

	@RegisterExtension
	private static final ConsoleExtension console = new ConsoleExtension("--bff.cache.fresh-for=10m");

	@Test
	void cacheIsNamedWhenTheAccountIsFromThere() {
		ConsolePage page = console.open(LocalUser.OWNER);
		Sight.assertShows(page.account(), "Read from Zendesk");
		page.tab().reload();
		Sight.assertShows(page.account(), "From the cache, ");
		assertThat(page.field("City")).hasValue("Bern");
		assertThat(console.zendesk().requests("GET", "/api/v2/chat/account")).hasSize(1);
	}

	@Test
	void ownerSeesHisChangeWhenItWasReadFromTheCacheBefore() {
		ConsolePage page = console.open(LocalUser.OWNER);
		page.field("City").fill("Chur");
		page.save();
		assertThat(page.status("Saved.")).isVisible();
		page.tab().reload();
		assertThat(page.field("City")).hasValue("Chur");
	}

	@Test
	void ageIsToldWhenZendeskIsAway() {
		ConsolePage page = console.open(LocalUser.OWNER);
		Sight.assertShows(page.account(), "Read from Zendesk");
		console.zendesk().state(FakeState.DOWN);
		page.reloadAccount();
		Sight.assertShows(page.account(), "The account cannot be read: state of ");
		assertThat(page.field("City")).hasValue("Bern");
		console.zendesk().state(FakeState.NORMAL);
	}

}
