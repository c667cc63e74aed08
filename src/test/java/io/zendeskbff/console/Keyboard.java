package io.zendeskbff.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that somebody has who does not point at things.
 *
 * @param tab where the keys go
 */
record Keyboard(Page tab) {

	/** Goes on, and must come by exactly these. */
	Keyboard tabTo(String... names) {
		for (String name : names) {
			press("Tab");
			Locator focused = this.tab.locator(":focus");
			assertThat(focused).hasAccessibleName(name);
		}
		return this;
	}

	/** In place of what is there. */
	Keyboard type(String text) {
		press("Control+A");
		this.tab.keyboard().type(text);
		return this;
	}

	Keyboard press(String key) {
		this.tab.keyboard().press(key);
		return this;
	}

}
