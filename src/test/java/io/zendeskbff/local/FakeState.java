package io.zendeskbff.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the fake Zendesk can be told to be like, so that portal developers can produce
 * every state that their screens must show.
 */
public enum FakeState {

	/** Answers as Zendesk does on a good day. */
	NORMAL,

	/** Every call to the API answers after two seconds. */
	SLOW,

	/** 429 with {@code Retry-After: 30}. */
	THROTTLED,

	/** 503, from the token endpoint as well. */
	DOWN,

	/** 200 with a page instead of JSON. */
	HTML,

	/** The account was created in Zendesk Support: a PUT is 403. */
	CREATED_IN_SUPPORT,

	/** The connected user is no owner: no billing is shown and a PUT is 403. */
	NOT_OWNER,

	/** A PUT is 422 and names the fields it brought. */
	REFUSES_VALUES,

	/**
	 * The owner declines when he is asked to connect: back with {@code access_denied}.
	 */
	DENIES_CONNECTION,

	/** The tokens are good for an account with another key. */
	OTHER_ACCOUNT,

	/** The connected user was disabled, and his tokens go on working. */
	AGENT_DISABLED,

	/** Somebody else changes the billing details once; then the state is normal. */
	EDITED,

	/** The account is as it was at the start; then the state is normal. */
	FRESH;

	static Optional<FakeState> named(String name) {
		return Arrays.stream(values()).filter((state) -> state.label().equals(name)).findAny();
	}

	static List<String> labels() {
		return Arrays.stream(values()).map(FakeState::label).toList();
	}

	/**
	 * The name of this state in the switchboard's JSON.
	 */
	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
