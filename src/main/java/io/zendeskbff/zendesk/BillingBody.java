package io.zendeskbff.zendesk;

import java.io.ByteArrayOutputStream;

import io.zendeskbff.fields.BillingUpdate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The body of a {@code PUT}, built anew from the validated fields in the order given: no
 * byte of the caller's body goes to Zendesk.
 */
final class BillingBody {

	private static final JsonFactory JSON = new JsonFactory();

	private BillingBody() {
	}

	static byte[] of(BillingUpdate update) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
			json.writeStartObject();
			json.writeObjectPropertyStart("billing");
			update.values().forEach((field, value) -> write(json, field.key(), value));
			json.writeEndObject();
			json.writeEndObject();
		}
		return body.toByteArray();
	}

	private static void write(JsonGenerator json, String name, Object value) {
		if (value instanceof Integer number) {
			json.writeNumberProperty(name, number);
		}
		else {
			json.writeStringProperty(name, value.toString());
		}
	}

}
