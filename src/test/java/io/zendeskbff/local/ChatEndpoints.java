package io.zendeskbff.local;

import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The part of Zendesk Chat's API that the service uses: account, the connected user, and
 * his tokens.
 */
final class ChatEndpoints {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final String PREFIX = "/api/v2(?:/chat)?";

	private static final int SLOW_MILLIS = 2000;

	private final Switchboard switchboard;

	private final FakeAccount account;

	private final FakeTokens tokens;

	private final RequestLimit limit;

	ChatEndpoints(Switchboard switchboard, FakeAccount account, FakeTokens tokens, RequestLimit limit) {
		this.switchboard = switchboard;
		this.account = account;
		this.tokens = tokens;
		this.limit = limit;
	}

	List<Endpoint> all() {
		return List.of(guarded("/account", this::account), guarded("/agents/me", this::me),
				guarded("/oauth/tokens", this::tokenList), guarded("/oauth/tokens/[0-9]+", this::token));
	}

	private Endpoint guarded(String path, Answering answer) {
		return new Endpoint(PREFIX + path, (request) -> switch (this.switchboard.state()) {
			case DOWN -> Answers.unavailable();
			case THROTTLED -> Answers.throttled(30);
			case HTML -> Answers.page();
			case SLOW -> limited(request, answer).withFixedDelay(SLOW_MILLIS);
			case NORMAL, CREATED_IN_SUPPORT, NOT_OWNER, REFUSES_VALUES, DENIES_CONNECTION, OTHER_ACCOUNT,
					AGENT_DISABLED, EDITED, FRESH ->
				limited(request, answer);
		});
	}

	private ResponseDefinitionBuilder limited(Request request, Answering answer) {
		long wait = this.limit.take();
		return (wait > 0) ? Answers.throttled(wait) : authenticated(request, answer);
	}

	private ResponseDefinitionBuilder authenticated(Request request, Answering answer) {
		String authorization = request.containsHeader("Authorization") ? request.getHeader("Authorization") : "";
		return this.tokens.find(authorization.replaceFirst("(?i)^Bearer ", ""))
			.map((token) -> answer.apply(request, token))
			.orElseGet(() -> Answers.error(401, "Unauthorized",
					"The server could not verify that you are authorized to access the requested resource"));
	}

	private ResponseDefinitionBuilder account(Request request, FakeToken token) {
		return switch (request.getMethod().getName()) {
			case "GET" -> shown(isOwner() ? this.account.forOwner() : this.account.forAdministrator());
			case "PUT" -> update(request, token);
			default -> Answers.methodNotAllowed();
		};
	}

	private ResponseDefinitionBuilder update(Request request, FakeToken token) {
		if (!isOwner() || !token.allows("write") || this.switchboard.state() == FakeState.CREATED_IN_SUPPORT) {
			return Answers.error(403, "Forbidden", "You are not allowed to update the account");
		}
		return (billing(request) instanceof ObjectNode billing) ? update(billing)
				: Answers.error(400, "Bad Request", "The request could not be understood");
	}

	private ResponseDefinitionBuilder update(ObjectNode billing) {
		return (this.switchboard.state() == FakeState.REFUSES_VALUES) ? refusal(billing)
				: shown(this.account.update(billing));
	}

	private ResponseDefinitionBuilder shown(ObjectNode account) {
		if (this.switchboard.state() == FakeState.OTHER_ACCOUNT) {
			account.put("account_key", FakeZendesk.OTHER_ACCOUNT_KEY);
		}
		return Answers.json(200, account);
	}

	private static JsonNode billing(Request request) {
		try {
			return JSON.readTree(request.getBody()).path("billing");
		}
		catch (JacksonException ex) {
			return JSON.missingNode();
		}
	}

	private static ResponseDefinitionBuilder refusal(ObjectNode billing) {
		ObjectNode answer = Answers.object()
			.put("error", "RecordInvalid")
			.put("description", "Record validation errors");
		ObjectNode details = answer.putObject("details");
		billing.propertyNames()
			.forEach((field) -> details.putArray(field)
				.addObject()
				.put("error", "InvalidValue")
				.put("description", "is not valid"));
		return Answers.json(422, answer);
	}

	private ResponseDefinitionBuilder me(Request request, FakeToken token) {
		if (!request.getMethod().getName().equals("GET")) {
			return Answers.methodNotAllowed();
		}
		return Answers.json(200, FakeAgent.in(this.switchboard.state()).shown());
	}

	private ResponseDefinitionBuilder tokenList(Request request, FakeToken token) {
		if (!request.getMethod().getName().equals("GET")) {
			return Answers.methodNotAllowed();
		}
		ArrayNode list = JSON.createArrayNode();
		this.tokens.all().stream().map(FakeToken::listed).forEach(list::add);
		return Answers.json(200, list);
	}

	private ResponseDefinitionBuilder token(Request request, FakeToken token) {
		if (!request.getMethod().getName().equals("DELETE")) {
			return Answers.methodNotAllowed();
		}
		String id = request.getUrl().replaceFirst("^.*/", "");
		return this.tokens.revoke(Long.parseLong(id)) ? WireMock.aResponse().withStatus(204)
				: Answers.error(404, "Not Found", "The requested resource does not exist");
	}

	private boolean isOwner() {
		return FakeAgent.in(this.switchboard.state()).owner();
	}

	/** What answers a request whose token was found good. */
	private interface Answering {

		ResponseDefinitionBuilder apply(Request request, FakeToken token);

	}

}
