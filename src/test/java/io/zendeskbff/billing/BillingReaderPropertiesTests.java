package io.zendeskbff.billing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.fields.BillingUpdates;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What holds for any body, however it is written.
 */
class BillingReaderPropertiesTests {

	private static final JsonMapper OTHER_READER = new JsonMapper();

	@Property
	void updateReadsBackEqualWhenWrittenInAnyWay(@ForAll("updates") BillingUpdate update, @ForAll Random random) {
		BillingUpdate read = BillingReader.read(utf8(new JsonScribe(random).update(update.values())));
		assertThat(List.copyOf(read.values().entrySet())).isEqualTo(List.copyOf(update.values().entrySet()));
	}

	@Property
	void bodyIsRejectedWhenBytesAreArbitrary(@ForAll byte[] body) {
		assertThat(rejection(body)).isEqualTo(new Rejection.NotJson());
	}

	@Property
	void bodyIsReadAsByAnotherReaderOrRejectedWhenTokensAreArbitrary(@ForAll("tokens") String body) {
		assertIsReadAsByAnotherReaderOrRejected(utf8(body));
	}

	@Property
	void bodyIsReadAsByAnotherReaderOrRejectedWhenBytesAreChanged(@ForAll("updates") BillingUpdate update,
			@ForAll Random random) {
		byte[] body = utf8(new JsonScribe(random).update(update.values()));
		for (int change = random.nextInt(3); change >= 0; change--) {
			body[random.nextInt(body.length)] = (byte) random.nextInt(256);
		}
		assertIsReadAsByAnotherReaderOrRejected(body);
	}

	@Property
	void bodyIsRejectedWhenItIsCutShort(@ForAll("updates") BillingUpdate update, @ForAll Random random) {
		byte[] body = utf8(new JsonScribe(random).update(update.values()).strip());
		String start = new String(body, 0, random.nextInt(body.length), StandardCharsets.ISO_8859_1);
		assertThat(rejection(start.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(new Rejection.NotJson());
	}

	@Property
	void bodyIsRejectedWhenAFieldStandsTwice(@ForAll("updates") BillingUpdate update, @ForAll Random random) {
		JsonScribe scribe = new JsonScribe(random);
		List<String> members = new ArrayList<>(scribe.members(update.values()));
		int twice = random.nextInt(members.size());
		members.add(scribe.members(update.values()).get(twice));
		Collections.shuffle(members, random);
		assertThat(violations(scribe.update(members)))
			.containsExactly("/billing/" + keys(update).get(twice) + " duplicate");
	}

	@Property
	void bodyIsRejectedWhenAFieldIsRenamed(@ForAll("updates") BillingUpdate update, @ForAll String name,
			@ForAll Random random) {
		Assume.that(BillingField.of(name).isEmpty());
		JsonScribe scribe = new JsonScribe(random);
		List<String> members = new ArrayList<>(scribe.members(update.values()));
		members.set(random.nextInt(members.size()), scribe.member(name, "\"\""));
		assertThat(violations(scribe.update(members)))
			.containsExactly("/billing/" + name.replace("~", "~0").replace("/", "~1") + " unknown");
	}

	@Property
	void restIsReadWhenAFieldIsDropped(@ForAll("updates") BillingUpdate update, @ForAll Random random) {
		JsonScribe scribe = new JsonScribe(random);
		List<String> members = new ArrayList<>(scribe.members(update.values()));
		members.remove(random.nextInt(members.size()));
		String body = scribe.update(members);
		if (members.isEmpty()) {
			assertThat(violations(body)).containsExactly("/billing empty");
		}
		else {
			assertThat(BillingReader.read(utf8(body)).fields()).hasSize(update.fields().size() - 1)
				.isSubsetOf(update.fields());
		}
	}

	@Property
	void bodyIsRejectedWhenBillingIsRenamed(@ForAll("updates") BillingUpdate update, @ForAll String name,
			@ForAll Random random) {
		Assume.that(!name.equals("billing"));
		JsonScribe scribe = new JsonScribe(random);
		String body = scribe.object(List.of(scribe.member(name, scribe.object(scribe.members(update.values())))));
		assertThat(violations(body)).hasSize(2).contains("/billing required");
	}

	@Property
	void bodyIsRejectedWhenBillingStandsTwice(@ForAll("updates") BillingUpdate update, @ForAll Random random) {
		JsonScribe scribe = new JsonScribe(random);
		String billing = scribe.member("billing", scribe.object(scribe.members(update.values())));
		assertThat(violations(scribe.object(List.of(billing, billing)))).containsExactly("/billing duplicate");
	}

	@Provide
	static Arbitrary<BillingUpdate> updates() {
		return BillingUpdates.any();
	}

	@Provide
	static Arbitrary<String> tokens() {
		return Arbitraries
			.of("{", "}", "[", "]", ":", ",", "{\"billing\":{", "}}", "\"billing\"", "\"city\":", "\"cycle\":",
					"\"\\u0063ity\":", "\"status\":", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\u0000\"", "1", "-1", "0",
					"121", "1.0", "1e400", "null", "true", "NaN", " ", "\n", "\uFEFF", "\0", "//", "'", "x")
			.list()
			.ofMaxSize(20)
			.map((tokens) -> String.join("", tokens));
	}

	private static void assertIsReadAsByAnotherReaderOrRejected(byte[] body) {
		try {
			BillingUpdate update = BillingReader.read(body);
			JsonNode billing = OTHER_READER.readTree(body).get("billing");
			assertThat(billing.propertyNames()).containsExactlyElementsOf(keys(update));
			update.values().forEach((field, value) -> assertThat(value).isEqualTo(scalar(billing.get(field.key()))));
		}
		catch (RejectedException ex) {
			assertThat(ex.rejection()).isInstanceOfAny(Rejection.NotJson.class, Rejection.Invalid.class);
		}
	}

	private static List<String> keys(BillingUpdate update) {
		return update.fields().stream().map(BillingField::key).toList();
	}

	private static Object scalar(JsonNode node) {
		return node.isInt() ? node.intValue() : node.stringValue();
	}

	private static List<String> violations(String body) {
		Rejection rejection = rejection(utf8(body));
		assertThat(rejection).isInstanceOf(Rejection.Invalid.class);
		return ((Rejection.Invalid) rejection).violations()
			.stream()
			.map((violation) -> violation.pointer() + " " + violation.code())
			.toList();
	}

	private static Rejection rejection(byte[] body) {
		RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> BillingReader.read(body));
		assertThat(rejected).isNotNull();
		return rejected.rejection();
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
