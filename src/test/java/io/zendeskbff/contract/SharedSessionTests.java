package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.Stream;

import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One session at two replicas; ATTACKS.md, row session, and FAULTS.md, row R2.
 */
@RequiresRedis
class SharedSessionTests {

	private static final LoginProvider provider = new LoginProvider();

	private static RedisServer redis;

	private static RunningBff here;

	private static RunningBff there;

	private final PortalBrowser browser = browser();

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
		String[] settings = Stream
			.concat(Arrays.stream(redis.settings("--spring.data.redis.timeout=2s")),
					Arrays.stream(provider.settings(PortalBrowser.SETTING)))
			.toArray(String[]::new);
		here = RunningBff.start(settings);
		there = RunningBff.startOver(here.zendesk().baseUrl(), settings);
	}

	@AfterAll
	static void stop() {
		there.close();
		here.close();
		redis.close();
		provider.close();
	}

	@Test
	void loginBeginsAtOneReplicaAndEndsAtAnotherWhenBrowserMeetsBoth() {
		PortalBrowser elsewhere = this.browser.at(there);
		assertThat(elsewhere.comeBack(this.browser.begin("")).statusCode()).isEqualTo(303);
		assertThat(this.browser.account().statusCode()).isEqualTo(200);
		assertThat(elsewhere.account().statusCode()).isEqualTo(200);
	}

	@Test
	void sessionIsGoneEverywhereWhenUserLogsOut() {
		PortalBrowser kept = new PortalBrowser(there);
		kept.cookies().putAll(this.browser.login().cookies());
		assertThat(kept.account().statusCode()).isEqualTo(200);
		assertThat(this.browser.call("POST", "/logout").statusCode()).isEqualTo(200);
		assertThat(kept.account().statusCode()).isEqualTo(401);
		assertThat(kept.isLoggedIn()).isFalse();
	}

	@Test
	void sessionIsGoneEverywhereWhenProviderEndsIt() {
		this.browser.login();
		String token = provider.logoutToken((claims) -> claims.claim("sid", "sid-1"));
		assertThat(backChannel(there, token).statusCode()).isEqualTo(200);
		assertThat(this.browser.account().statusCode()).isEqualTo(401);
		this.browser.login();
		assertThat(backChannel(here, token).statusCode()).isEqualTo(400);
		assertThat(this.browser.account().statusCode()).isEqualTo(200);
	}

	@Test
	void nobodyIsLoggedOutWhenStoreIsAway() {
		this.browser.login();
		redis.pause();
		try {
			assertUnavailable(this.browser.account());
			assertUnavailable(this.browser.session());
			assertUnavailable(this.browser.put("{\"billing\":{\"city\":\"Basel\"}}"));
			assertUnavailable(this.browser.call("POST", "/logout"));
			assertUnavailable(new PortalBrowser(here).comeBackAfterLogin());
			assertUnavailable(backChannel(here, provider.logoutToken((claims) -> claims.claim("sid", "sid-1"))));
			assertThat(new PortalBrowser(here).account().statusCode()).isEqualTo(401);
			assertThat(here.get(RunningBff.ACCOUNT, here.issuer().owner()).statusCode()).isEqualTo(200);
			assertThat(this.browser.visit("/").statusCode()).isEqualTo(200);
		}
		finally {
			redis.resume();
		}
		await().untilAsserted(() -> assertThat(this.browser.account().statusCode()).isEqualTo(200));
	}

	private static PortalBrowser browser() {
		return new PortalBrowser(here);
	}

	private static HttpResponse<String> backChannel(RunningBff replica, String token) {
		return new PortalBrowser(replica).send("POST", "/logout/connect/back-channel/portal",
				BodyPublishers.ofString("logout_token=" + token), "Content-Type", "application/x-www-form-urlencoded");
	}

	private static void assertUnavailable(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		assertThat(RunningBff.slug(answer)).isEqualTo("session-unavailable");
		assertThat(answer.headers().firstValue("retry-after")).isPresent();
		assertThat(answer.headers().allValues("set-cookie"))
			.noneMatch((cookie) -> cookie.startsWith("__Host-zendesk-account-bff="));
	}

}
