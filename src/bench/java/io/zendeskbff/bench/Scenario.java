package io.zendeskbff.bench;

import java.util.List;

/**
 * One kind of load: cached reads by one role.
 *
 * @param view whose
 * @param tokens how many tokens take turns
 * @param connections how many connections read at a time
 * @param conditional whether the reader has the account already and is told so with 304
 */
record Scenario(View view, int tokens, int connections, boolean conditional) {

	static final Scenario ONE_TOKEN = new Scenario(View.ADMIN, 1, 64, false);

	static final Scenario MANY_TOKENS = new Scenario(View.ADMIN, 1_000, 64, false);

	static final Scenario CROWD = new Scenario(View.ADMIN, 1, 256, false);

	static final Scenario CROWD_OF_TOKENS = new Scenario(View.ADMIN, 1_000, 256, false);

	static final Scenario OWNER = new Scenario(View.OWNER, 1, 64, false);

	static final Scenario NOT_MODIFIED = new Scenario(View.ADMIN, 1, 64, true);

	static final List<Scenario> ALL = List.of(ONE_TOKEN, MANY_TOKENS, CROWD, CROWD_OF_TOKENS, OWNER, NOT_MODIFIED);

	static final List<Scenario> FEW = List.of(ONE_TOKEN, CROWD_OF_TOKENS, OWNER, NOT_MODIFIED);

	String title() {
		return "%s, %d token%s, %d connections, %d".formatted(this.view.word(), this.tokens,
				(this.tokens == 1) ? "" : "s in turn", this.connections, status());
	}

	int status() {
		return this.conditional ? 304 : 200;
	}

	boolean suits(Peer peer) {
		return !this.conditional || peer.answersNotModified();
	}

}
