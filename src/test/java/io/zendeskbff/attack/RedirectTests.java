package io.zendeskbff.attack;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.zendeskbff.contract.LoginBff;
import io.zendeskbff.contract.LoginBffExtension;
import io.zendeskbff.contract.PortalBrowser;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row redirect: what no client would send, and origins that look like the
 * configured one of a portal. LoginTests and LogoutTests have what a page can send.
 */
@ExtendWith(LoginBffExtension.class)
class RedirectTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			a backslash as it is   | return_to=/\\\\evil.example
			two of them            | return_to=\\\\\\\\evil.example
			a tab as it is         | return_to=/\\t/evil.example
			NUL as it is           | return_to=/\\0/evil.example
			a space as it is       | return_to=/ /evil.example
			full width as it is    | return_to=\uFF0F\uFF0Fevil.example
			full width             | return_to=%EF%BC%8F%EF%BC%8Fevil.example
			full width behind one  | return_to=/%EF%BC%8Fevil.example
			an overlong slash      | return_to=/%C0%AFevil.example
			another stop           | return_to=https://admin%E3%80%82example.com/
			a soft hyphen          | return_to=https://admin.exa%C2%ADmple.com/
			a Cyrillic letter      | return_to=https://admin.ex%D0%B0mple.com/
			punycode               | return_to=https://xn--admin-1a.example.com/
			the portal's suffix    | return_to=https://admin.example.com.evil.example/
			the portal's prefix    | return_to=https://evil-admin.example.com/
			a letter more          | return_to=https://admin.example.comx/
			a letter less          | return_to=https://admin.example.co/
			a dot more             | return_to=https://admin.example.com./
			a host below           | return_to=https://evil.admin.example.com/
			the host above         | return_to=https://example.com/
			another port           | return_to=https://admin.example.com:8443/
			the same port          | return_to=https://admin.example.com:443/
			no TLS                 | return_to=http://admin.example.com/
			capitals               | return_to=https://ADMIN.example.com/
			the scheme's capitals  | return_to=HTTPS://admin.example.com/
			a user                 | return_to=https://admin.example.com@evil.example/
			a user and password    | return_to=https://admin.example.com:443@evil.example/
			NUL                    | return_to=https://admin.example.com%00.evil.example/
			a backslash            | return_to=https://admin.example.com%5C@evil.example/
			a tab                  | return_to=https://admin.example.com%09.evil.example/
			a line end             | return_to=/%0d%0aLocation:%20https://evil.example
			one slash              | return_to=https:/admin.example.com/
			three slashes          | return_to=https:///admin.example.com/
			no scheme              | return_to=//admin.example.com/
			a script               | return_to=javascript://admin.example.com/%250aalert(1)
			another one behind     | return_to=/&return_to=//evil.example
			another one ahead      | return_to=//evil.example&return_to=/
			""")
	void loginDoesNotBeginWhenItWouldEndElsewhere(String what, String query, LoginBff service) throws IOException {
		Answers answers = begin(service, query.translateEscapes());
		answers.assertProblem(400, "bad-request");
		assertThat(answers.head()).as(what).doesNotContain("\r\nlocation:");
		assertThat(service.provider().calls("/authorize")).isZero();
		assertThat(service.bff().accountCalls()).isZero();
	}

	/** Only the parameter is one, and the page stays ours. */
	@ParameterizedTest
	@ValueSource(strings = { "Return_To=//evil.example", "return_to%00=//evil.example", "redirect_uri=//evil.example",
			"returnTo=//evil.example", "next=//evil.example", "return_to%5B%5D=//evil.example" })
	void loginEndsHereWhenParameterHasAnotherName(String query, LoginBff service) {
		PortalBrowser browser = service.browser();
		URI page = PortalBrowser.location(browser.comeBack(browser.begin("?" + query)));
		assertThat(page).hasScheme("https").hasHost("portal.example.com").hasPath("/zendesk/").hasNoQuery();
	}

	private static Answers begin(LoginBff service, String query) throws IOException {
		String request = "GET /oauth2/authorization/portal?" + query
				+ " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
		return Answers.to(service.bff().uri("/"),
				new String(request.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
	}

}
