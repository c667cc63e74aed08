package io.zendeskbff.local;

import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what the fake Zendesk is like at the moment. {@code GET} and {@code PUT} of
 * {@code /fake/state} read and turn it; no state loses what was written to the account,
 * except {@code fresh}, which is there for that.
 */
final class Switchboard {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final FakeAccount account;

	private volatile FakeState state = FakeState.NORMAL;

	Switchboard(FakeAccount account) {
		this.account = account;
	}

	Endpoint endpoint() {
		return new Endpoint("/fake/state", this::answer);
	}

	FakeState state() {
		return this.state;
	}

	void turn(FakeState wanted) {
		switch (wanted) {
			case EDITED -> {
				this.account.editBySomebodyElse();
				this.state = FakeState.NORMAL;
			}
			case FRESH -> {
				this.account.restore();
				this.state = FakeState.NORMAL;
			}
			case NORMAL, SLOW, THROTTLED, DOWN, HTML, CREATED_IN_SUPPORT, NOT_OWNER, REFUSES_VALUES, DENIES_CONNECTION,
					OTHER_ACCOUNT, AGENT_DISABLED ->
				this.state = wanted;
		}
	}

	private ResponseDefinitionBuilder answer(Request request) {
		return switch (request.getMethod().getName()) {
			case "GET" -> Answers.json(200, description());
			case "PUT" -> wanted(request).map(this::turned)
				.orElseGet(() -> Answers.json(400, description().put("error", "No such state")));
			default -> Answers.methodNotAllowed();
		};
	}

	private ResponseDefinitionBuilder turned(FakeState wanted) {
		turn(wanted);
		return Answers.json(200, description());
	}

	private static Optional<FakeState> wanted(Request request) {
		try {
			return FakeState.named(JSON.readTree(request.getBody()).path("state").asString(""));
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	private ObjectNode description() {
		ObjectNode description = Answers.object().put("state", this.state.label());
		FakeState.labels().forEach(description.putArray("states")::add);
		return description;
	}

}
