package io.zendeskbff.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one account of the fake Zendesk, as its owner sees it.
 */
final class FakeAccount {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private ObjectNode account = initial();

	private int edits;

	synchronized ObjectNode forOwner() {
		return this.account.deepCopy();
	}

	/**
	 * The account as a user sees it who is administrator only: there is no billing at
	 * all.
	 */
	synchronized ObjectNode forAdministrator() {
		ObjectNode view = forOwner();
		view.remove("billing");
		return view;
	}

	/**
	 * Merges the given billing members, whatever they are: what may be sent is the
	 * service's business. The answer is partial, like the documented one.
	 */
	synchronized ObjectNode update(ObjectNode changes) {
		billing().setAll(changes);
		ObjectNode answer = forAdministrator();
		answer.remove("plan");
		answer.set("billing", changes);
		answer.putObject("plan").set("name", this.account.required("plan").required("name"));
		return answer;
	}

	synchronized void editBySomebodyElse() {
		this.edits++;
		billing().put("city", (this.edits % 2 == 0) ? "Genève" : "Lugano");
		billing().put("phone", "+41 31 555 01 %02d".formatted(this.edits % 100));
	}

	synchronized void restore() {
		this.account = initial();
		this.edits = 0;
	}

	private ObjectNode billing() {
		return (ObjectNode) this.account.required("billing");
	}

	private static ObjectNode initial() {
		try (InputStream file = FakeAccount.class.getResourceAsStream("FakeAccount.json")) {
			return (ObjectNode) JSON.readTree(Objects.requireNonNull(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
