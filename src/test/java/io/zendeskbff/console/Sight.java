package io.zendeskbff.console;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/**
 * What can be seen: Playwright's own assertions take hidden words for shown ones.
 */
final class Sight {

	private Sight() {
	}

	/** Waits until these words are among those that can be seen there. */
	static void assertShows(Locator place, String words) {
		assertThat(place).containsText(words, new LocatorAssertions.ContainsTextOptions().setUseInnerText(true));
	}

}
