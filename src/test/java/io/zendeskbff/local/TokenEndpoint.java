package io.zendeskbff.local;

import java.time.Duration;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.MultiValue;
import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

/**
 * The token endpoint of Zendesk Chat's own OAuth server.
 */
final class TokenEndpoint {

	static final String PATH = "/oauth2(?:/chat)?/token";

	private final Switchboard switchboard;

	private final FakeCodes codes;

	private final FakeTokens tokens;

	TokenEndpoint(Switchboard switchboard, FakeCodes codes, FakeTokens tokens) {
		this.switchboard = switchboard;
		this.codes = codes;
		this.tokens = tokens;
	}

	Endpoint endpoint() {
		return new Endpoint(PATH, this::answer);
	}

	private ResponseDefinitionBuilder answer(Request request) {
		if (this.switchboard.state() == FakeState.DOWN) {
			return Answers.unavailable();
		}
		if (!request.getMethod().getName().equals("POST")) {
			return Answers.methodNotAllowed();
		}
		if (!FakeZendesk.CLIENT_ID.equals(form(request, "client_id"))
				|| !FakeZendesk.CLIENT_SECRET.equals(form(request, "client_secret"))) {
			return Answers.oauthError(401, "invalid_client");
		}
		return grant(request);
	}

	private ResponseDefinitionBuilder grant(Request request) {
		return switch (form(request, "grant_type")) {
			case "client_credentials" -> TokenTerms.asked(form(request, "scope"))
				.map(this.tokens::issue)
				.map(this::granted)
				.orElseGet(() -> Answers.oauthError(400, "invalid_scope"));
			case "authorization_code" -> grantedIfValid(redeem(request));
			case "refresh_token" -> grantedIfValid(this.tokens.refresh(form(request, "refresh_token")));
			default -> Answers.oauthError(400, "unsupported_grant_type");
		};
	}

	private Optional<FakeToken> redeem(Request request) {
		return this.codes.redeem(form(request, "code"), form(request, "redirect_uri"), form(request, "code_verifier"))
			.map((code) -> this.tokens.issueRefreshable(code.scope()));
	}

	private ResponseDefinitionBuilder grantedIfValid(Optional<FakeToken> token) {
		return token.map(this::granted).orElseGet(() -> Answers.oauthError(400, "invalid_grant"));
	}

	private ResponseDefinitionBuilder granted(FakeToken token) {
		ObjectNode answer = Answers.object().put("access_token", token.accessToken()).put("token_type", "Bearer");
		if (token.refreshToken() != null) {
			answer.put("refresh_token", token.refreshToken());
		}
		if (token.expires() != null) {
			answer.put("expires_in", Duration.between(token.created(), token.expires()).toSeconds());
		}
		return Answers.json(200, answer.put("scope", token.scope()));
	}

	static String form(Request request, String name) {
		MultiValue parameter = request.formParameter(name);
		return parameter.isPresent() ? parameter.firstValue() : "";
	}

}
