package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An owner connects Zendesk from the console: what his browser began only his browser
 * ends.
 */
class SessionConnectTests {

	private static LoginBff service;

	private PortalBrowser browser;

	@BeforeAll
	static void start() {
		service = LoginBff.start(OwnersBrowser.SETTINGS);
	}

	@AfterAll
	static void close() {
		service.close();
	}

	@BeforeEach
	void login() {
		service.reset();
		this.browser = service.browser().login();
	}

	@Test
	void zendeskIsConnectedWhenTheSameBrowserComesBack() {
		HttpResponse<String> done = this.browser.visit(callback());
		assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
		assertThat(PortalBrowser.location(done)).isEqualTo(URI.create(PortalBrowser.PUBLIC_URL + "/"));
		assertThat(status()).isEqualTo("connected");
	}

	@Test
	void nothingIsConnectedWhenAnotherBrowserComesBack() {
		assertRefused(service.browser().visit(callback()));
		service.provider().user((claims) -> claims.subject("mallory"));
		PortalBrowser mallory = service.browser().login();
		assertRefused(mallory.visit(callback()));
	}

	/** A portal server sends his browser; it has no session here. */
	@Test
	void zendeskIsConnectedWhenPortalServerBeganIt() {
		OwnersBrowser portals = new OwnersBrowser(service.bff());
		assertThat(portals.connect().statusCode()).isEqualTo(303);
	}

	private void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
		assertThat(RunningBff.slug(answer)).isEqualTo("authorization-failed");
		assertThat(service.bff().zendesk().tokenCalls()).isZero();
	}

	private String status() {
		return JsonPath.read(this.browser.call("GET", "/connection").body(), "$.status");
	}

	/** Where Zendesk sends the browser that the service has sent there. */
	private String callback() {
		HttpResponse<String> begun = this.browser.send("POST", "/connection/authorization", BodyPublishers.noBody(),
				PortalBrowser.CSRF, "1");
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
		HttpResponse<String> zendesk = service.bff()
			.send(HttpRequest.newBuilder(URI.create(JsonPath.read(begun.body(), "$.authorizationUrl"))));
		return "/connection/callback?" + PortalBrowser.location(zendesk).getRawQuery();
	}

}
