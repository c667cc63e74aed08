package io.zendeskbff.contract;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * ATTACKS.md, row session: a session ends when nobody calls with it, and when it is old
 * however often somebody does. BrowserSessionsTests has when to the second.
 */
class SessionEndTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	@Test
	void sessionEndsWhenNobodyCallsWithIt() {
		try (LoginBff service = LoginBff.start("--bff.portal.session.idle=2s", "--bff.portal.session.absolute=1h")) {
			PortalBrowser browser = service.browser().login();
			assertThat(browser.account().statusCode()).isEqualTo(200);
			// Who only asks whether he is logged in does not stay so by it.
			await().atMost(PATIENCE).until(() -> !browser.isLoggedIn());
			assertEnded(service, browser);
		}
	}

	@Test
	void sessionEndsWhenItIsOldThoughSomebodyCallsWithIt() {
		try (LoginBff service = LoginBff.start("--bff.portal.session.idle=3s", "--bff.portal.session.absolute=3s")) {
			service.bff().zendesk().requestsPerMinute(10_000);
			PortalBrowser browser = service.browser().login();
			assertThat(browser.account().statusCode()).isEqualTo(200);
			await().atMost(PATIENCE).until(() -> browser.account().statusCode() != 200);
			assertEnded(service, browser);
		}
	}

	private static void assertEnded(LoginBff service, PortalBrowser browser) {
		long before = service.bff().accountCalls();
		assertThat(browser.account().statusCode()).isEqualTo(401);
		assertThat(browser.account().headers().firstValue("set-cookie")).isEmpty();
		assertThat(browser.put("{\"billing\":{\"city\":\"Basel\"}}").statusCode()).isEqualTo(401);
		assertThat(service.bff().accountCalls()).isEqualTo(before);
	}

}
