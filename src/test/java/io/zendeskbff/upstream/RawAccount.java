package io.zendeskbff.upstream;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account of {@link RawZendesk}, which remembers what was written to it.
 */
final class RawAccount {

	static final String KEY = "k1";

	private static final String INITIAL = """
			{"account_key":"%s","status":"active","create_date":"2014-08-06T11:02:09Z",\
			"billing":{"company":"Acme","city":"Bern","country_code":"CH"},\
			"plan":{"name":"team","price":70.0}}""".formatted(KEY);

	private ObjectNode account = read(INITIAL);

	synchronized String json() {
		return this.account.toString();
	}

	/** Merges an update into the billing details. */
	synchronized void update(String body) {
		((ObjectNode) this.account.required("billing")).setAll((ObjectNode) read(body).required("billing"));
	}

	synchronized void restore() {
		this.account = read(INITIAL);
	}

	private static ObjectNode read(String json) {
		return (ObjectNode) JsonMapper.shared().readTree(json);
	}

}
