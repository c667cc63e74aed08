package io.zendeskbff.local;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.zendeskbff.tools.Chromium;
import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Swagger UI works in a browser, and calls the service from there.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class SwaggerUiInBrowserTests {

	@Test
	void callIsMadeWhenTriedOut() {
		List<String> complaints = new ArrayList<>();
		try (LocalRun run = LocalRuns.start(OutputStream.nullOutputStream());
				Chromium chromium = Chromium.start();
				BrowserContext browser = chromium.context(new Browser.NewContextOptions())) {
			Page page = browser.newPage();
			page.onConsoleMessage((message) -> complaints.add(message.text()));
			page.onPageError(complaints::add);
			page.navigate(run.serviceUrl().resolve("/swagger-ui/index.html").toString());
			assertThat(page.locator(".opblock")).hasCount(12);
			page.locator("#operations-session-readSession .opblock-summary-control").click();
			page.locator("#operations-session-readSession .try-out__btn").click();
			page.locator("#operations-session-readSession .execute").click();
			assertThat(page.locator("#operations-session-readSession .live-responses-table .response-col_status"))
				.containsText(new String[] { "200" });
		}
		assertThat(complaints).isEmpty();
	}

}
