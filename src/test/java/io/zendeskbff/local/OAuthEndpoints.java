package io.zendeskbff.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.MultiValue;
import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * Zendesk Chat's own OAuth server: the token and the authorization endpoint.
 */
final class OAuthEndpoints {

	private static final Set<String> SCOPES = Set.of("read", "write", "chat");

	private final Switchboard switchboard;

	private final FakeTokens tokens;

	OAuthEndpoints(Switchboard switchboard, FakeTokens tokens) {
		this.switchboard = switchboard;
		this.tokens = tokens;
	}

	List<Endpoint> all() {
		return List.of(new Endpoint("/oauth2(?:/chat)?/token", this::token),
				new Endpoint("/oauth2(?:/chat)?/authorizations/new", this::authorization));
	}

	private ResponseDefinitionBuilder token(Request request) {
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
			case "client_credentials" -> scope(form(request, "scope")).map(this.tokens::issue)
				.map(this::granted)
				.orElseGet(() -> Answers.oauthError(400, "invalid_scope"));
			case "authorization_code" ->
				grantedIfValid(this.tokens.redeem(form(request, "code"), form(request, "redirect_uri")));
			case "refresh_token" -> grantedIfValid(this.tokens.refresh(form(request, "refresh_token")));
			default -> Answers.oauthError(400, "unsupported_grant_type");
		};
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

	private ResponseDefinitionBuilder authorization(Request request) {
		if (this.switchboard.state() == FakeState.DOWN) {
			return Answers.unavailable();
		}
		if (!FakeZendesk.CLIENT_ID.equals(query(request, "client_id"))) {
			return Answers.oauthError(400, "invalid_client");
		}
		if (!query(request, "response_type").equals("code") || query(request, "redirect_uri").isEmpty()) {
			return Answers.oauthError(400, "invalid_request");
		}
		return scope(query(request, "scope")).map((scope) -> redirect(request, scope))
			.orElseGet(() -> Answers.oauthError(400, "invalid_scope"));
	}

	private ResponseDefinitionBuilder redirect(Request request, String scope) {
		String redirectUri = query(request, "redirect_uri");
		String location = UriComponentsBuilder.fromUriString(redirectUri)
			.queryParam("code", this.tokens.code(redirectUri, scope))
			.queryParam("state", "{state}")
			.encode()
			.build(query(request, "state"))
			.toString();
		return WireMock.aResponse().withStatus(302).withHeader("Location", location);
	}

	private static Optional<String> scope(String wanted) {
		String scope = wanted.isEmpty() ? "read write" : wanted;
		return SCOPES.containsAll(List.of(scope.split(" "))) ? Optional.of(scope) : Optional.empty();
	}

	private static String form(Request request, String name) {
		return value(request.formParameter(name));
	}

	private static String query(Request request, String name) {
		return value(request.queryParameter(name));
	}

	private static String value(MultiValue parameter) {
		return parameter.isPresent() ? parameter.firstValue() : "";
	}

}
