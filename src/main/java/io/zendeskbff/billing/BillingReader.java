package io.zendeskbff.billing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.surface.BodyReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the body of an update: strict JSON in, a valid {@link BillingUpdate} or every
 * violation out. Nothing is dropped, trimmed or coerced.
 */
final class BillingReader {

	/**
	 * What a body of the size that we accept can hold, so that no limit but ours shows.
	 */
	private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
		.maxNumberLength(BodyReader.MOST_OCTETS)
		.maxNameLength(BodyReader.MOST_OCTETS)
		.build();

	private static final JsonFactory JSON = JsonFactory.builder()
		.streamReadConstraints(CONSTRAINTS)
		// A table of every name ever sent would be the sender's to fill.
		.disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
		.build();

	private BillingReader() {
	}

	/**
	 * Reads a body.
	 * @param body the octets received
	 * @return the update
	 * @throws RejectedException with every violation
	 */
	static BillingUpdate read(byte[] body) {
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), utf8(body))) {
			return new BillingWalk(parser).walk();
		}
		catch (JacksonException | CharacterCodingException _) {
			// Without the cause: its message quotes the body.
			throw new RejectedException(new Rejection.NotJson());
		}
	}

	/**
	 * Strict, unlike Jackson's own decoding: no overlong forms, no surrogates, and a byte
	 * order mark stays in the text, where it is no JSON.
	 */
	private static String utf8(byte[] body) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
	}

}
