package io.zendeskbff.bench;

import java.io.IOException;
import java.util.Arrays;

/**
 * Looks, before anything is measured, whether a server does the job at all.
 */
final class Check {

	private Check() {
	}

	/** Asks once as the scenario does, and once without a token. */
	static void verify(Server server, Scenario scenario, Issuer issuer) throws IOException {
		Request request = request(server, scenario, issuer);
		if (scenario.conditional()) {
			request = request.with("If-None-Match", entityTag(server, scenario, issuer));
		}
		Connection.Answer answer = ask(server, request);
		byte[] expected = scenario.conditional() ? new byte[0] : scenario.view().json();
		require(answer.status() == scenario.status(), server, scenario, "answers " + answer.status());
		require(Arrays.equals(answer.body(), expected), server, scenario, "answers other bytes");
		int unauthenticated = ask(server, new Request(request.path())).status();
		require(!server.peer().checksTokens() || unauthenticated == 401, server, scenario,
				"answers " + unauthenticated + " to nobody");
	}

	static String entityTag(Server server, Scenario scenario, Issuer issuer) throws IOException {
		return ask(server, request(server, scenario, issuer)).headers().getOrDefault("etag", "none");
	}

	static Request request(Server server, Scenario scenario, Issuer issuer) {
		return new Request(server.peer().path(scenario.view())).withToken(issuer.token(scenario.view(), 0));
	}

	private static Connection.Answer ask(Server server, Request request) throws IOException {
		try (Connection connection = new Connection(server.port())) {
			return connection.send(request.octets());
		}
	}

	private static void require(boolean condition, Server server, Scenario scenario, String otherwise) {
		if (!condition) {
			throw new IllegalStateException(
					"%s: %s %s\n%s".formatted(scenario.title(), server.peer().title(), otherwise, server.said()));
		}
	}

}
