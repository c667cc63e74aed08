package io.zendeskbff.console;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.LocalUser;
import io.zendeskbff.tools.Chromium;
import io.zendeskbff.tools.Ports;
import io.zendeskbff.tools.RequiresNodePackage;
import io.zendeskbff.tools.RequiresProgram;
import io.zendeskbff.upstream.Certificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A portal on another host name and port of the same site, over TLS as in production,
 * where browsers are most careful.
 */
@RequiresProgram("chromium")
@RequiresNodePackage("playwright-core")
class CrossOriginPortalInBrowserTests {

	private static final int SERVICE_PORT = Ports.free();

	private static final int PORTAL_PORT = Ports.free();

	private static final URI SERVICE = URI.create("https://zendesk.company.test:%d/".formatted(SERVICE_PORT));

	@TempDir
	private static Path directory;

	private static LocalConsole console;

	private static CompanyPortal portal;

	private static Chromium chromium;

	private Visitor visitor;

	@BeforeAll
	static void start() throws Exception {
		Certificates certificates = Certificates.make(directory);
		console = LocalConsole.start(Stream.concat(certificates.serverSettings("company").stream(),
				Stream.of("--server.port=" + SERVICE_PORT, "--bff.public-url=" + SERVICE,
						"--bff.portal.origins=" + withoutSlash(portalAt("admin.company.test"))))
			.toList());
		portal = CompanyPortal.start(PORTAL_PORT, certificates.show("company"), withoutSlash(SERVICE));
		chromium = Chromium.start("--host-resolver-rules=MAP *.test 127.0.0.1");
	}

	@AfterAll
	static void stop() {
		chromium.close();
		portal.close();
		console.close();
	}

	@BeforeEach
	void enter() {
		console.reset();
		this.visitor = new Visitor(chromium.context(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true)),
				SERVICE);
	}

	@AfterEach
	void leave() {
		this.visitor.close();
	}

	@Test
	void userLogsInReadsUpdatesAndLogsOutWhenPortalIsConfigured() {
		ConsolePage page = this.visitor.open(portalAt("admin.company.test"));
		assertThat(output(page, "user")).hasText("nobody");
		page.button("Read").click();
		assertThat(output(page, "outcome")).containsText("401 ");
		page.button("Log in").click();
		page.signIn(LocalUser.OWNER);
		assertThat(output(page, "user")).hasText("Olive Owner");
		assertThat(page.tab()).hasURL(portalAt("admin.company.test").toString());
		page.button("Read").click();
		assertThat(output(page, "city")).hasText("Bern");
		page.button("Update").click();
		assertThat(output(page, "city")).hasText("Chur");
		assertThat(console.zendesk().account()).contains("\"city\":\"Chur\"");
		page.button("Log out").click();
		assertThat(page.tab()).hasURL(SERVICE.toString());
		page.tab().navigate(portalAt("admin.company.test").toString());
		assertThat(output(page, "user")).hasText("nobody");
		this.visitor.assertContent();
	}

	@Test
	void lostUpdateIsToldWhenPortalSendsAnOldTag() {
		ConsolePage page = this.visitor.open(portalAt("admin.company.test"));
		page.button("Log in").click();
		page.signIn(LocalUser.OWNER);
		page.button("Read").click();
		assertThat(output(page, "city")).hasText("Bern");
		console.zendesk().state(FakeState.EDITED);
		page.button("Update").click();
		assertThat(output(page, "outcome")).containsText("412 ");
		assertThat(console.zendesk().account()).contains("\"city\":\"Lugano\"");
		this.visitor.assertContent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "other.company.test", "admin.elsewhere.test" })
	void everythingIsRefusedWhenPageIsOnAnotherHost(String host) {
		ConsolePage own = this.visitor.open().logIn(LocalUser.OWNER);
		ConsolePage page = this.visitor.open(portalAt(host));
		assertRefused(page);
		for (String button : List.of("Read", "Update", "Log out")) {
			page.button(button).click();
			assertRefused(page);
		}
		assertThat(output(page, "user")).hasText("");
		page.button("Log in").click();
		assertThat(page.tab().locator("body"))
			.containsText("return_to is neither a path here nor a URL of a configured origin");
		own.tab().reload();
		assertThat(own.field("City")).hasValue("Bern");
		assertThat(console.zendesk().account()).contains("\"city\":\"Bern\"");
		this.visitor.forgive("Access to fetch at '" + SERVICE);
		this.visitor.forgive("Failed to load resource: net::ERR_FAILED");
		this.visitor.assertContent();
	}

	@Test
	void cookieIsForThisHostAndOverTlsAloneWhenLoggedIn() {
		this.visitor.open().logIn(LocalUser.OWNER);
		List<Cookie> cookies = this.visitor.context().cookies(SERVICE.toString());
		assertThat(cookies).singleElement().satisfies((cookie) -> {
			assertThat(cookie.name).startsWith("__Host-");
			assertThat(cookie.domain).isEqualTo("zendesk.company.test");
			assertThat(cookie.secure).isTrue();
			assertThat(cookie.httpOnly).isTrue();
			assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
		});
	}

	private static void assertRefused(ConsolePage page) {
		assertThat(output(page, "outcome")).hasText("TypeError");
	}

	private static Locator output(ConsolePage page, String id) {
		return page.tab().locator("#" + id);
	}

	private static URI portalAt(String host) {
		return URI.create("https://%s:%d/".formatted(host, PORTAL_PORT));
	}

	private static String withoutSlash(URI url) {
		return url.toString().replaceFirst("/$", "");
	}

}
