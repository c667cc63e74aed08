package io.zendeskbff.billing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.fields.FieldRule;
import io.zendeskbff.fields.FieldRule.Breach;
import io.zendeskbff.surface.BodyReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for any octets as a body: an update that keeps every rule and says what
 * another reader reads, or a refusal that names members and never says a value.
 */
class BillingReaderFuzzTests {

	private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
		.maxNumberLength(BodyReader.MOST_OCTETS)
		.maxNameLength(BodyReader.MOST_OCTETS)
		.build();

	private static final JsonMapper OTHER_READER = JsonMapper
		.builder(JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.build();

	/** All that is ever said of a member. */
	private static final Set<String> SENTENCES = Stream
		.concat(Stream.of("is missing", "stands more than once", "is no member of an account update",
				"cannot be changed", "must be an object", "must hold at least one field", "is no billing field",
				"must not be null; an empty string clears a text field"),
				Stream.of(BillingField.values()).map(BillingField::rule).flatMap(BillingReaderFuzzTests::sentences))
		.collect(Collectors.toUnmodifiableSet());

	@FuzzTest
	@DictionaryEntries({ "{\"billing\":{", "}}", "\"additional_info\":", "\"address1\":", "\"address2\":", "\"city\":",
			"\"company\":", "\"country_code\":", "\"email\":", "\"first_name\":", "\"last_name\":", "\"phone\":",
			"\"postal_code\":", "\"state\":", "\"cycle\":", "\"status\":", "\\u0063", "\\ud83d\\ude00", "null", "1e9",
			"\"CH\"", "\"a@b.c\"", "xn--", "\u00e4", "\u202e", "\u200d" })
	void bodyIsReadAsByAnotherReaderOrRefusedWhenOctetsAreAny(byte[] body) {
		JsonNode root = read(body);
		Object outcome = outcome(body);
		assertThat(outcome(body)).isEqualTo(outcome);
		if (outcome instanceof BillingUpdate update) {
			assertThat(isUpdate(root)).isTrue();
			assertThat(List.copyOf(update.values().entrySet())).isEqualTo(values(root.get("billing")));
		}
		else if (outcome instanceof Rejection.Invalid(List<Violation> violations)) {
			assertThat(root.isObject()).isTrue();
			assertThat(violations).isNotEmpty().allSatisfy((violation) -> assertNamesAMember(violation, names(body)));
			// The tree keeps the last of repeated members, whatever the first was.
			assertThat(!isUpdate(root) || violations.stream().anyMatch((it) -> it.code().equals("duplicate"))).isTrue();
		}
		else {
			assertThat(outcome).isEqualTo(new Rejection.NotJson());
			assertThat(root.isObject()).isFalse();
		}
	}

	private static Object outcome(byte[] body) {
		try {
			return BillingReader.read(body);
		}
		catch (RejectedException ex) {
			assertThat(ex).hasNoCause().hasMessage(ex.rejection().getClass().getSimpleName());
			return ex.rejection();
		}
	}

	private static boolean isUpdate(JsonNode root) {
		JsonNode billing = root.path("billing");
		return root.size() == 1 && billing.isObject() && !billing.isEmpty()
				&& billing.properties()
					.stream()
					.allMatch((member) -> BillingField.of(member.getKey())
						.filter((field) -> field.rule().breachesBy(scalar(member.getValue())).isEmpty())
						.isPresent());
	}

	private static List<Map.Entry<BillingField, Object>> values(JsonNode billing) {
		return billing.properties()
			.stream()
			.map((member) -> Map.entry(BillingField.of(member.getKey()).orElseThrow(), scalar(member.getValue())))
			.toList();
	}

	private static Object scalar(JsonNode node) {
		if (node.isInt()) {
			return node.intValue();
		}
		return node.isString() ? node.stringValue() : node;
	}

	private static void assertNamesAMember(Violation violation, Set<String> names) {
		assertThat(violation.message()).isIn(SENTENCES);
		assertThat(violation.code()).matches("[a-z]+(?:-[a-z]+)?");
		JsonPointer pointer = JsonPointer.compile(violation.pointer());
		assertThat(pointer.matches()).isFalse();
		for (; !pointer.matches(); pointer = pointer.tail()) {
			assertThat(pointer.getMatchingProperty()).isIn(names);
		}
	}

	/** Nothing where it is no JSON in UTF-8. */
	private static JsonNode read(byte[] body) {
		try {
			return OTHER_READER.readTree(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
		}
		catch (JacksonException | CharacterCodingException _) {
			return MissingNode.getInstance();
		}
	}

	private static Set<String> names(byte[] body) {
		Set<String> names = new HashSet<>(Set.of("billing"));
		try (JsonParser parser = OTHER_READER.createParser(new String(body, StandardCharsets.UTF_8))) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				names.add(token == JsonToken.PROPERTY_NAME ? parser.currentName() : "billing");
			}
		}
		return names;
	}

	private static Stream<String> sentences(FieldRule rule) {
		return Stream.concat(Stream.of(rule.typeMessage(), rule.sentence()),
				Stream.of("x".repeat(3_000), "\0", "x")
					.map(rule::breachesBy)
					.flatMap(List::stream)
					.map(Breach::message));
	}

}
