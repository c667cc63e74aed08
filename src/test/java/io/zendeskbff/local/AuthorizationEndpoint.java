package io.zendeskbff.local;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * The authorization endpoint of Zendesk Chat's own OAuth server, with an owner who is
 * logged in and decides at once. Parameters that it does not know are ignored, among them
 * the {@code subdomain} that Zendesk wants.
 */
final class AuthorizationEndpoint {

	private final Switchboard switchboard;

	private final FakeCodes codes;

	AuthorizationEndpoint(Switchboard switchboard, FakeCodes codes) {
		this.switchboard = switchboard;
		this.codes = codes;
	}

	Endpoint endpoint() {
		return new Endpoint("/oauth2(?:/chat)?/authorizations/new", this::answer);
	}

	private ResponseDefinitionBuilder answer(Request request) {
		if (this.switchboard.state() == FakeState.DOWN) {
			return Answers.unavailable();
		}
		if (!FakeZendesk.CLIENT_ID.equals(query(request, "client_id"))) {
			return Answers.oauthError(400, "invalid_client");
		}
		if (!query(request, "response_type").equals("code") || query(request, "redirect_uri").isEmpty()
				|| !isChallengeKnown(request)) {
			return Answers.oauthError(400, "invalid_request");
		}
		return TokenTerms.asked(query(request, "scope"))
			.map((scope) -> decision(request, scope))
			.orElseGet(() -> Answers.oauthError(400, "invalid_scope"));
	}

	/**
	 * Without a method a challenge is {@code plain} (RFC 7636, section 4.3).
	 */
	private static boolean isChallengeKnown(Request request) {
		String method = query(request, "code_challenge_method");
		return method.equals("S256") || (method.isEmpty() && query(request, "code_challenge").isEmpty());
	}

	private ResponseDefinitionBuilder decision(Request request, String scope) {
		if (this.switchboard.state() == FakeState.DENIES_CONNECTION) {
			return redirect(request, "error", "access_denied");
		}
		FakeCode code = new FakeCode(query(request, "redirect_uri"), scope, query(request, "code_challenge"));
		return redirect(request, "code", this.codes.issue(code));
	}

	private static ResponseDefinitionBuilder redirect(Request request, String name, String value) {
		String location = UriComponentsBuilder.fromUriString(query(request, "redirect_uri"))
			.queryParam(name, value)
			.queryParam("state", "{state}")
			.encode()
			.build(query(request, "state"))
			.toString();
		return WireMock.aResponse().withStatus(302).withHeader("Location", location);
	}

	private static String query(Request request, String name) {
		QueryParameter parameter = request.queryParameter(name);
		return parameter.isPresent() ? parameter.firstValue() : "";
	}

}
