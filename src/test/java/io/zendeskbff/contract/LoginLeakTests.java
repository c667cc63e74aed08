package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever reads the log, with every logger on, learns nothing by which he could be
 * somebody else, and nobody's name.
 */
class LoginLeakTests {

	private static final List<String> NAMES = List.of("Olive Owner", "olive@acme.example", "subject-of-olive",
			"provider-session-of-olive");

	@Test
	void nothingIsInTheLogWhenUsersLogInAndOut() {
		try (LoginBff service = LoginBff.start()) {
			List<String> secrets = new ArrayList<>(NAMES);
			service.bff().log().attach();
			service.bff().log().traceAll();
			try {
				live(service, secrets);
			}
			finally {
				service.bff().log().traceNothing();
			}
			secrets.addAll(service.provider().secrets());
			assertThat(secrets).hasSizeGreaterThan(30).noneMatch((secret) -> secret.length() < 8);
			List<String> lines = service.bff()
				.log()
				.serviceLines()
				.stream()
				// Whose update it was is what the audit trail is for.
				.filter((line) -> !line.startsWith("audit"))
				.toList();
			assertThat(lines).as("the loggers are on").hasSizeGreaterThan(500);
			assertThat(lines).filteredOn((line) -> secrets.stream().anyMatch(line::contains)).isEmpty();
		}
	}

	/** Log in, read, update, log out, be denied, be refused, be logged out. */
	private static void live(LoginBff service, List<String> secrets) {
		LoginProvider provider = service.provider();
		provider.user((claims) -> claims.subject("subject-of-olive")
			.claim("email", "olive@acme.example")
			.claim("sid", "provider-session-of-olive"));
		PortalBrowser user = service.browser().login();
		user.session();
		user.account();
		user.put("{\"billing\":{\"city\":\"Basel\"}}");
		secrets.addAll(user.cookies().values());
		HttpResponse<String> ended = user.call("POST", "/logout");
		assertThat(JsonPath.<String>read(ended.body(), "$.logoutUrl")).contains("id_token_hint");
		provider.deny("access_denied");
		user.comeBackAfterLogin();
		provider.deny("");
		user.login().visit("/login/oauth2/code/portal?code=s3cret-code-of-mallory&state=s3cret-state-of-mallory");
		secrets.addAll(List.of("s3cret-code-of-mallory", "s3cret-state-of-mallory"));
		secrets.addAll(user.cookies().values());
		provider.userInfo(Map.of("sub", "mallory"));
		provider.user((claims) -> claims.claim("roles", null));
		user.comeBackAfterLogin();
		provider.user((claims) -> claims.audience("another"));
		user.comeBackAfterLogin();
		for (String token : List.of(provider.logoutToken((claims) -> claims.claim("sid", "provider-session-of-olive")),
				provider.logoutToken((claims) -> claims.claim("nonce", "bad")), "s3cret-garbage-token")) {
			secrets.add(token);
			user.send("POST", "/logout/connect/back-channel/portal", BodyPublishers.ofString("logout_token=" + token),
					"Content-Type", "application/x-www-form-urlencoded");
		}
	}

}
