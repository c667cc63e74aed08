package io.zendeskbff.console;

import java.time.Instant;
import java.util.regex.Pattern;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;

/**
 * What the service says of a session on days that are hard to come by.
 */
final class Sessions {

	static final Pattern URL = Pattern.compile("/session$");

	private static final String UNAVAILABLE = """
			{"type":"urn:zendesk-account-bff:problem:session-unavailable","title":"Sessions are unavailable",\
			"status":503,"detail":"Whether you are logged in cannot be told at the moment."}""";

	private Sessions() {
	}

	/** The shared store is away. */
	static void unavailable(Route route) {
		route.fulfill(new Route.FulfillOptions().setStatus(503)
			.setContentType("application/problem+json")
			.setBody(UNAVAILABLE));
	}

	/** As it is, but for half a minute. */
	static void ending(Route route) {
		APIResponse answer = route.fetch();
		String body = answer.text()
			.replaceFirst("\"expiresAt\":\"[^\"]*\"", "\"expiresAt\":\"%s\"".formatted(Instant.now().plusSeconds(40)));
		route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(body));
	}

}
