package io.zendeskbff.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.zendeskbff.surface.Paths;

import org.springframework.http.HttpHeaders;

/**
 * Every call there can be, path by path.
 */
final class Calls {

	private static final List<String> UPSTREAMS = List.of("not-connected", "upstream-credentials",
			"upstream-unavailable", "upstream-throttled", "upstream-timeout", "upstream-failed", "upstream-invalid",
			"upstream-forbidden", "store-unavailable");

	private final Answers answers;

	private final boolean sessions;

	Calls(Answers answers, boolean sessions) {
		this.answers = answers;
		this.sessions = sessions;
	}

	SequencedMap<String, PathItem> all() {
		SequencedMap<String, PathItem> paths = new LinkedHashMap<>();
		paths.put(Paths.ACCOUNT, account("Account"));
		paths.put(Paths.CHAT_ACCOUNT, account("ChatAccount"));
		paths.put(Paths.CHANGES, new PathItem().get(changes()));
		paths.put(Paths.CONNECTION, new PathItem().get(connection()).delete(disconnection()));
		paths.put(Paths.CONNECTION_AUTHORIZATION, new PathItem().post(authorization()));
		paths.put(Paths.CONNECTION_CALLBACK, new PathItem().get(connected()));
		paths.put(Paths.SESSION, new PathItem().get(session()));
		paths.put(Paths.LOGIN, new PathItem().get(login()));
		paths.put(Paths.LOGIN_CALLBACK, new PathItem().get(loggedIn()));
		paths.put(Paths.LOGOUT, new PathItem().post(logout()));
		paths.put(Paths.BACK_CHANNEL_LOGOUT, new PathItem().post(backChannelLogout()));
		return paths;
	}

	private PathItem account(String name) {
		return new PathItem().get(read("read" + name, "Read the account"))
			.head(withoutBodies(read("look" + name, "Read the account's headers")))
			.put(update("update" + name));
	}

	private Operation read(String id, String summary) {
		return described(new Call(id, "account", summary, Access.ADMIN)
			.takes(HttpHeaders.IF_NONE_MATCH, HttpHeaders.CACHE_CONTROL)
			.answers(200, this.answers.account())
			.answers(304, this.answers.plain("The caller has this account already", Headers.OF_ACCOUNTS))
			.fails("not-acceptable")
			.fails(UPSTREAMS));
	}

	private Operation update(String id) {
		return described(new Call(id, "account", "Change billing fields", Access.OWNER).takes(HttpHeaders.IF_MATCH)
			.sends(this.answers.body(List.of("BillingUpdate"), "BillingUpdate"))
			.answers(200,
					this.answers.plain("The account after the change", Headers.OF_ACCOUNTS)
						.content(this.answers.body(List.of("Account"), "Account")))
			.answers(204, this.answers.plain("The account changed, and cannot be read back just now", List.of()))
			.fails("login-too-old", "not-acceptable", "unsupported-media-type", "payload-too-large", "request-timeout",
					"invalid-json", "invalid-billing", "billing-refused", "precondition-failed",
					"precondition-required", "account-read-only", "connection-not-owner")
			.fails(UPSTREAMS));
	}

	private Operation changes() {
		return described(new Call("listChanges", "account", "List the last 100 attempted updates", Access.OWNER)
			.answers(200, this.answers.json("Newest first", "Changes", "Changes"))
			.fails("not-acceptable", "store-unavailable"));
	}

	private Operation connection() {
		return described(
				new Call("readConnection", "connection", "See how the connection with Zendesk stands", Access.ADMIN)
					.answers(200, this.answers.json("How it stands", "Connection", "Connection"))
					.fails("not-acceptable", "store-unavailable"));
	}

	private Operation disconnection() {
		return described(new Call("disconnect", "connection", "End the connection with Zendesk", Access.OWNER)
			.answers(200, this.answers.json("Forgotten here", "Disconnected", "Disconnected"))
			.fails("not-acceptable", "store-unavailable"));
	}

	private Operation authorization() {
		return described(
				new Call("beginConnecting", "connection", "Begin to connect Zendesk in a browser", Access.OWNER)
					.answers(201, this.answers.json("Begun", "Authorization", "Authorization"))
					.fails("not-acceptable", "grant-not-interactive", "store-unavailable"));
	}

	private Operation connected() {
		return described(new Call("endConnecting", "connection", "Where Zendesk sends the owner's browser back to",
				Access.BROWSER)
			.asks(query("state", "As the browser was sent to Zendesk with"))
			.asks(query("code", "What is redeemed for the token"))
			.asks(query("error", "Why there is no code, RFC 6749 section 4.1.2.1"))
			.answers(303,
					away("On to where the service is configured to send owners; the body says as whom one is"
							+ " connected")
						.content(this.answers.body(List.of("Connection"), "Connection")))
			.fails("authorization-failed")
			.fails(UPSTREAMS));
	}

	private Operation session() {
		return described(new Call("readSession", "session", "See who is logged in; needs no header and extends nothing",
				Access.BROWSER)
			.answers(200, this.answers.json("Somebody, or nobody", "Session", "Nobody", "Somebody"))
			.fails("not-acceptable"));
	}

	private Operation login() {
		return described(new Call("login", "session", "Where a browser goes to log in", Access.ANYONE)
			.asks(query("return_to", "Where the browser comes back to: a path here, or a URL of a configured origin"))
			.asks(query("max_age", "How many seconds ago the login with the identity provider may be"))
			.answers(302, away("On to the identity provider"))
			.fails("upstream-unavailable"));
	}

	private Operation loggedIn() {
		return described(
				new Call("endLogin", "session", "Where the identity provider sends the browser back to", Access.BROWSER)
					.asks(query("state", "As the browser was sent with"))
					.asks(query("code", "What is redeemed for the ID token"))
					.asks(query("error", "Why there is no code"))
					.answers(303, away("Back to return_to, with a session or with login_error"))
					.fails("csrf", "upstream-unavailable"));
	}

	private Operation logout() {
		return described(new Call("logout", "session", "Log out", Access.SESSION)
			.asks(query("return_to", "Where the identity provider sends the browser after that"))
			.answers(200, this.answers.json("The session has ended here", "LoggedOut", "LoggedOut"))
			.fails("not-acceptable"));
	}

	private Operation backChannelLogout() {
		JsonSchema form = Schemas.typed("object");
		form.addProperty("logout_token", Schemas.typed("string"));
		form.addRequiredItem("logout_token");
		return described(new Call("endSessions", "session",
				"Where the identity provider ends sessions, OpenID Connect Back-Channel Logout 1.0", Access.BROWSER)
			.sends(new Content().addMediaType("application/x-www-form-urlencoded", new MediaType().schema(form)))
			.answers(200, this.answers.plain("They have ended", List.of()))
			.fails("upstream-unavailable"));
	}

	private ApiResponse away(String description) {
		return this.answers.plain(description, List.of(HttpHeaders.LOCATION));
	}

	private static QueryParameter query(String name, String description) {
		QueryParameter parameter = new QueryParameter();
		parameter.name(name).description(description).required(false).schema(Schemas.typed("string"));
		return parameter;
	}

	private Operation described(Call call) {
		return call.described(this.answers, this.sessions);
	}

	/** RFC 9110 section 9.3.2. */
	private static Operation withoutBodies(Operation head) {
		head.getResponses().values().forEach((answer) -> answer.setContent(null));
		return head;
	}

}
