package io.zendeskbff.account;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Walks over the bytes of an account once, checks the promised members, and cuts the
 * admin's view out of them, so that every byte of a value stays what Zendesk sent.
 */
final class AccountParser {

	private static final Set<String> ADMIN_MEMBERS = Set.of("account_key", "create_date", "plan", "status");

	private static final JsonFactory JSON = JsonFactory.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		// UTF-8 and nothing else: UTF-16 is often valid UTF-8, full of NUL, and has no
		// byte offsets.
		.disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
		.build();

	private final byte[] json;

	private final ByteArrayOutputStream adminJson = new ByteArrayOutputStream();

	private @Nullable String key;

	private @Nullable AccountBilling billing;

	AccountParser(byte[] json) {
		this.json = json;
	}

	Account parse() {
		requireUtf8();
		try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), this.json)) {
			walk(parser);
		}
		catch (JacksonException _) {
			throw InvalidAccountException.noJson("not one well-formed JSON value");
		}
		if (this.key == null) {
			throw InvalidAccountException.noAccount("no account_key");
		}
		return new Account(this.key, this.billing, new AccountView(this.json), adminView());
	}

	private void requireUtf8() {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.json));
		}
		catch (CharacterCodingException _) {
			throw InvalidAccountException.noJson("not UTF-8");
		}
	}

	private void walk(JsonParser parser) {
		JsonToken first = parser.nextToken();
		if (first == null) {
			throw InvalidAccountException.noJson("empty");
		}
		require(first == JsonToken.START_OBJECT, "not a JSON object");
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			member(parser);
		}
		require(parser.nextToken() == null, "more than one JSON value");
	}

	private void member(JsonParser parser) {
		String name = parser.currentName();
		int start = (int) parser.currentTokenLocation().getByteOffset();
		value(name, parser, parser.nextToken());
		parser.finishToken();
		if (ADMIN_MEMBERS.contains(name)) {
			copyToAdmin(start, (int) parser.currentLocation().getByteOffset());
		}
	}

	private void value(String name, JsonParser parser, JsonToken token) {
		switch (name) {
			case "account_key" -> {
				require(token == JsonToken.VALUE_STRING, "account_key is no string");
				this.key = parser.getString();
			}
			case "plan" -> {
				require(token == JsonToken.START_OBJECT, "plan is no object");
				parser.skipChildren();
			}
			case "billing" -> {
				require(token == JsonToken.START_OBJECT, "billing is no object");
				this.billing = billing(parser);
			}
			default -> parser.skipChildren();
		}
	}

	private static AccountBilling billing(JsonParser parser) {
		Map<String, String> values = new HashMap<>();
		while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = parser.currentName();
			JsonToken token = parser.nextToken();
			if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
				values.put(name, parser.getString());
			}
			parser.skipChildren();
		}
		return new AccountBilling(values);
	}

	private void copyToAdmin(int start, int end) {
		this.adminJson.write((this.adminJson.size() == 0) ? '{' : ',');
		this.adminJson.write(this.json, start, end - start);
	}

	private AccountView adminView() {
		this.adminJson.write('}');
		return new AccountView(this.adminJson.toByteArray());
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw InvalidAccountException.noAccount(otherwise);
		}
	}

}
