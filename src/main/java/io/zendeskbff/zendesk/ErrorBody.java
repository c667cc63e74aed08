package io.zendeskbff.zendesk;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.surface.ContentNegotiation;
import io.zendeskbff.upstream.Answer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON of a Zendesk error, of which only the billing fields that it names are taken:
 * its shapes differ and its text is nobody's business.
 *
 * @param fields the fields that it names, as members or as values
 */
record ErrorBody(Set<BillingField> fields) {

	private static final JsonFactory JSON = new JsonFactory();

	private static final Pattern SEPARATORS = Pattern.compile("[.\\[\\]/]+");

	ErrorBody {
		fields = Set.copyOf(fields);
	}

	/**
	 * Reads the body of an error.
	 * @param answer an answer with an error status
	 * @return empty unless it is a JSON object
	 */
	static Optional<ErrorBody> of(Answer answer) {
		if (answer.isEncoded() || !ContentNegotiation.isJson(answer.contentType().orElse(null))) {
			return Optional.empty();
		}
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer.body())) {
			return (parser.nextToken() == JsonToken.START_OBJECT) ? Optional.of(read(parser)) : Optional.empty();
		}
		catch (JacksonException _) {
			return Optional.empty();
		}
	}

	private static ErrorBody read(JsonParser parser) {
		Set<BillingField> fields = EnumSet.noneOf(BillingField.class);
		for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
			if (token == JsonToken.PROPERTY_NAME || token == JsonToken.VALUE_STRING) {
				BillingField.of(lastName(parser.getString())).ifPresent(fields::add);
			}
		}
		return new ErrorBody(fields);
	}

	/**
	 * {@code email}, {@code billing.email} and {@code billing[email]} all name one field.
	 */
	private static String lastName(String path) {
		return SEPARATORS.splitAsStream(path).reduce("", (_, last) -> last);
	}

}
