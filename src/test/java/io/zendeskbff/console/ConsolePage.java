package io.zendeskbff.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.zendeskbff.local.LocalUser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The console in one tab, as those find their way in it who see nothing: by roles and
 * names.
 *
 * @param tab where it is
 */
record ConsolePage(Page tab) {

	/** Logs in on the identity provider's page, and waits for whom the console greets. */
	ConsolePage logIn(LocalUser user) {
		link("Log in").click();
		signIn(user);
		Sight.assertShows(banner(), user.fullName());
		return this;
	}

	/** On the identity provider's page. */
	void signIn(LocalUser user) {
		this.tab.getByLabel("Username").fill(user.id());
		confirm(user);
	}

	/** There, when it knows who it is and wants to be sure. */
	void confirm(LocalUser user) {
		this.tab.getByLabel("Password").fill(user.password());
		button("Sign in").click();
	}

	/** Where it stands who is logged in. */
	Locator banner() {
		return this.tab.getByRole(AriaRole.BANNER);
	}

	Locator main() {
		return this.tab.getByRole(AriaRole.MAIN);
	}

	/** One of the parts with a heading. */
	Locator region(String heading) {
		return this.tab.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(heading).setExact(true));
	}

	Locator connection() {
		return region("Connection to Zendesk");
	}

	Locator account() {
		return region("Account");
	}

	Locator billing() {
		return region("Billing details");
	}

	Locator changes() {
		return region("Changes");
	}

	/** The newest of the changes. */
	Locator newestChange() {
		return changes().getByRole(AriaRole.ROW).nth(1);
	}

	Locator heading(String name) {
		return this.tab.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator link(String name) {
		return this.tab.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator button(String name) {
		return this.tab.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
	}

	Locator field(String label) {
		return this.tab.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
	}

	/** What is said politely, in whichever place. */
	Locator status(String words) {
		return this.tab.getByRole(AriaRole.STATUS).filter(new Locator.FilterOptions().setHasText(words));
	}

	/** What is said at once. */
	Locator alert(String words) {
		return this.tab.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText(words));
	}

	/** The list of what stands in the way of saving. */
	Locator obstacles() {
		return billing().locator("#billing-summary");
	}

	void save() {
		button("Save changes").click();
	}

	/** Through the dialog. */
	void disconnect() {
		button("Disconnect").click();
		this.tab.getByRole(AriaRole.DIALOG)
			.getByText("Disconnect", new Locator.GetByTextOptions().setExact(true))
			.click();
	}

	void reloadAccount() {
		button("Reload account").click();
	}

}
