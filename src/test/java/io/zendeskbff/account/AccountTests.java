package io.zendeskbff.account;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.portal.Role;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Who sees what of an account, byte for byte, and what is no account at all.
 */
class AccountTests {

	private static final String GOOD = "{\"account_key\":\"Canary\",\"plan\":{},\"billing\":{\"city\":\"Canary\"}}";

	@Test
	void ownerViewIsTheVeryBytesWhenRead() {
		byte[] sent = fixture("owner");
		assertThat(json(Account.parse(sent).view(Role.OWNER))).isEqualTo(text(sent));
	}

	@Test
	void adminViewHasFourMembersAsTheyWereSentWhenRead() {
		assertThat(json(Account.parse(fixture("owner")).view(Role.ADMIN))).isEqualTo(text(fixture("admin")));
	}

	@Test
	void lengthCountsOctetsWhenTextIsNotAscii() {
		Account account = Account.parse(fixture("owner"));
		assertThat(account.view(Role.OWNER).length()).isEqualTo(fixture("owner").length);
		assertThat(account.view(Role.ADMIN).length()).isEqualTo(fixture("admin").length);
	}

	@Test
	void keyIsToldWhenRead() {
		assertThat(Account.parse(fixture("owner")).key()).isEqualTo("2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK");
		assertThat(account("{\"account_\\u006bey\":\"\\u006b\\n𝒵\"}").key()).isEqualTo("k\n𝒵");
	}

	@ParameterizedTest
	@ValueSource(strings = { "70.0", "1E5", "1e400", "-0", "1234567890123456789012345678", "0.10", "true", "false",
			"null", "\"\"", "\"a\\u0062\\\"}\"", "\"ä𝒵\"", "{ \"a\" : [ ] }", "[ 1 , { \"status\":2 } ]" })
	void valueIsKeptWhereverItStandsWhenAdminReads(String value) {
		assertThat(adminView("{\"account_key\":\"k\",\"status\":" + value + "}"))
			.isEqualTo("{\"account_key\":\"k\",\"status\":" + value + "}");
		assertThat(adminView(" { \"status\" : " + value + " , \"x\" : " + value + ",\n\"account_key\":\"k\" } "))
			.isEqualTo("{\"status\" : " + value + ",\"account_key\":\"k\"}");
		assertThat(adminView("{\"plan\":{\"new\":" + value + "},\"billing\":{\"new\":" + value
				+ "},\"create_date\":1 ,\"account_key\":\"k\"}"))
			.isEqualTo("{\"plan\":{\"new\":" + value + "},\"create_date\":1,\"account_key\":\"k\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "beta", "Plan", "STATUS", "plan ", "create-date", "ｐｌａｎ", "", "account_key.plan" })
	void memberIsTheOwnersWhenNobodyDecidedOtherwise(String name) {
		String json = "{\"" + name + "\":\"Canary\",\"account_key\":\"k\"}";
		assertThat(adminView(json)).isEqualTo("{\"account_key\":\"k\"}");
		assertThat(json(account(json).view(Role.OWNER))).isEqualTo(json);
	}

	@ParameterizedTest
	@ValueSource(strings = { "billing", "\\u0062illing", "\\u0062\\u0069\\u006C\\u006c\\u0069\\u006E\\u0067" })
	void billingIsHiddenWhenItsNameIsEscaped(String name) {
		String json = "{\"account_key\":\"k\",\"" + name + "\":{\"city\":\"Canary\"},\"status\":\"active\"}";
		assertThat(adminView(json)).isEqualTo("{\"account_key\":\"k\",\"status\":\"active\"}");
		assertThat(account(json).holds(update(BillingField.CITY, "Canary"))).isTrue();
	}

	@Test
	void memberIsFoundWhenItsNameIsEscaped() {
		assertThat(adminView("{\"account_\\u006bey\":\"k\",\"p\\u006Can\":{},\"x\":1,\"\\u0073tatus\":2}"))
			.isEqualTo("{\"account_\\u006bey\":\"k\",\"p\\u006Can\":{},\"\\u0073tatus\":2}");
	}

	@Test
	void accountIsReadWhenItIsLarge() {
		String large = "\"" + "ä𝒵\\u00e4".repeat(50_000) + "\"";
		assertThat(adminView("{\"x\":" + large + ",\"plan\":{\"y\":" + large + "} ,\"account_key\":\"k\"}"))
			.isEqualTo("{\"plan\":{\"y\":" + large + "},\"account_key\":\"k\"}");
	}

	@ParameterizedTest
	@MethodSource
	void bodyIsRefusedWithoutItsContentWhenItIsNoAccount(byte[] body) {
		assertThatExceptionOfType(InvalidAccountException.class).isThrownBy(() -> Account.parse(body))
			.withNoCause()
			.satisfies((ex) -> assertThat(Throwables.getStackTrace(ex)).doesNotContain("Canary"));
	}

	static Stream<Arguments> bodyIsRefusedWithoutItsContentWhenItIsNoAccount() {
		return Stream.of(invalid("empty", ""), invalid("white space", " \n"), invalid("text", "Canary"),
				invalid("page", "<!DOCTYPE html><title>Canary</title>"), invalid("string", "\"Canary\""),
				invalid("number", "1"), invalid("null", "null"), invalid("array", "[" + GOOD + "]"),
				invalid("no members", "{}"), invalid("two values", GOOD + GOOD),
				invalid("value and text", GOOD + "Canary"), invalid("value and brace", GOOD + "}"),
				invalid("value and NUL", GOOD + "\0"), invalid("comment", GOOD + "//Canary"),
				invalid("comma at the end", GOOD.replace("}}", "},}")),
				invalid("single quotes", GOOD.replace('"', '\'')), invalid("BOM", "\uFEFF" + GOOD),
				encoded("Latin-1", "{\"account_key\":\"Canary ä\"}", StandardCharsets.ISO_8859_1),
				encoded("UTF-16", GOOD, StandardCharsets.UTF_16), encoded("UTF-16BE", GOOD, StandardCharsets.UTF_16BE),
				encoded("UTF-16LE", GOOD, StandardCharsets.UTF_16LE),
				encoded("UTF-32BE", GOOD, StandardCharsets.UTF_32BE),
				encoded("UTF-32LE", GOOD, StandardCharsets.UTF_32LE),
				encoded("overlong UTF-8", "{\"account_key\":\"Canary\u00C0\u0080\"}", StandardCharsets.ISO_8859_1),
				encoded("surrogate in UTF-8", "{\"account_key\":\"Canary\u00ED\u00A0\u0080\"}",
						StandardCharsets.ISO_8859_1),
				invalid("control character", "{\"account_key\":\"Canary\n\"}"),
				invalid("control character elsewhere", "{\"account_key\":\"k\",\"x\":\"Canary\1\"}"),
				invalid("bad escape", "{\"account_key\":\"k\",\"x\":\"Canary\\x\"}"),
				invalid("NaN", "{\"account_key\":\"k\",\"x\":NaN}"),
				invalid("leading zero", "{\"account_key\":\"k\",\"x\":01}"),
				invalid("depth", "{\"account_key\":\"k\",\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
				invalid("account_key twice", "{\"account_key\":\"Canary\",\"account_key\":\"Canary\"}"),
				invalid("account_key twice, once escaped",
						"{\"account_key\":\"Canary\",\"\\u0061ccount_key\":\"Canary\"}"),
				invalid("unknown member twice", "{\"account_key\":\"k\",\"Canary\":1,\"Canary\":2}"),
				invalid("billing twice", "{\"account_key\":\"k\",\"billing\":{},\"billing\":{}}"),
				invalid("billing field twice", "{\"account_key\":\"k\",\"billing\":{\"Canary\":1,\"Canary\":1}}"),
				invalid("plan member twice", "{\"account_key\":\"k\",\"plan\":{\"Canary\":1,\"Canary\":1}}"),
				invalid("nested member twice", "{\"account_key\":\"k\",\"x\":[{\"Canary\":1,\"Canary\":1}]}"),
				invalid("no account_key", "{\"plan\":{\"account_key\":\"Canary\"},\"x\":\"Canary\"}"),
				invalid("account_key null", "{\"account_key\":null}"),
				invalid("account_key number", "{\"account_key\":1}"),
				invalid("account_key object", "{\"account_key\":{\"account_key\":\"Canary\"}}"),
				invalid("plan null", "{\"account_key\":\"k\",\"plan\":null}"),
				invalid("plan array", "{\"account_key\":\"k\",\"plan\":[\"Canary\"]}"),
				invalid("plan string", "{\"account_key\":\"k\",\"plan\":\"Canary\"}"),
				invalid("billing null", "{\"account_key\":\"k\",\"billing\":null}"),
				invalid("billing array", "{\"account_key\":\"k\",\"billing\":[{\"city\":\"Canary\"}]}"),
				invalid("billing string", "{\"account_key\":\"k\",\"billing\":\"Canary\"}"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			``                              | false | empty
			{                               | false | not one well-formed JSON value
			{"account_key":"k"}x            | false | not one well-formed JSON value
			[]                              | true  | not a JSON object
			[{"account_key":"k"}]           | true  | not a JSON object
			"k"                             | true  | not a JSON object
			{"account_key":"k"}{}           | true  | more than one JSON value
			{}                              | true  | no account_key
			{"account_key":1}               | true  | account_key is no string
			{"account_key":"k","plan":1}    | true  | plan is no object
			{"account_key":"k","billing":1} | true  | billing is no object
			""")
	void reasonIsToldAndWhetherItIsJsonWhenItIsNoAccount(String body, boolean json, String reason) {
		assertThatExceptionOfType(InvalidAccountException.class).isThrownBy(() -> account(body))
			.withMessage(reason)
			.satisfies((ex) -> assertThat(ex.isJson()).isEqualTo(json));
	}

	@Test
	void bodyIsRefusedWhenItIsCutShortAnywhere() {
		byte[] whole = text(fixture("owner")).strip().getBytes(StandardCharsets.UTF_8);
		for (int length = 0; length < whole.length; length++) {
			byte[] part = Arrays.copyOf(whole, length);
			assertThatExceptionOfType(InvalidAccountException.class).as("%d octets", length)
				.isThrownBy(() -> Account.parse(part));
		}
	}

	@Test
	void entityTagIsStrongAndAnotherForEachViewWhenRead() {
		Account account = Account.parse(fixture("owner"));
		assertThat(account.view(Role.OWNER).entityTag()).matches("\"[\\w-]{43}\"")
			.isNotEqualTo(account.view(Role.ADMIN).entityTag());
		assertThat(account.view(Role.ADMIN).entityTag()).matches("\"[\\w-]{43}\"");
	}

	@Test
	void entityTagsAreEqualWhenBytesAre() {
		for (Role role : Role.values()) {
			assertThat(Account.parse(fixture("owner")).view(role).entityTag())
				.isEqualTo(Account.parse(fixture("owner")).view(role).entityTag());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"account_key\":\"l\",\"billing\":{}}", "{\"account_key\": \"k\",\"billing\":{}}",
			"{\"account_key\":\"\\u006b\",\"billing\":{}}" })
	void entityTagsDifferWhenOneByteDoes(String json) {
		Account account = account("{\"account_key\":\"k\",\"billing\":{}}");
		for (Role role : Role.values()) {
			assertThat(account(json).view(role).entityTag()).isNotEqualTo(account.view(role).entityTag());
		}
	}

	@Test
	void onlyTheOwnersEntityTagDiffersWhenBillingDoes() {
		Account before = account("{\"account_key\":\"k\",\"billing\":{\"city\":\"Bern\"}}");
		Account after = account("{\"account_key\":\"k\",\"billing\":{\"city\":\"Basel\"}}");
		assertThat(after.view(Role.OWNER).entityTag()).isNotEqualTo(before.view(Role.OWNER).entityTag());
		assertThat(after.view(Role.ADMIN).entityTag()).isEqualTo(before.view(Role.ADMIN).entityTag());
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			{"city":"Zürich 𝒵"}            | CITY | Zürich 𝒵 | true
			{"city":"Z\\u00fcrich \\ud835\\udcb5"} | CITY | Zürich 𝒵 | true
			{"c\\u0069ty":"Bern"}          | CITY | Bern     | true
			{"city":"bern"}                | CITY | Bern     | false
			{"city":" Bern"}               | CITY | Bern     | false
			{"city":""}                    | CITY | Bern     | false
			{"city":null}                  | CITY | Bern     | false
			{}                             | CITY | Bern     | false
			{"state":"Bern"}               | CITY | Bern     | false
			{"x":{"city":"Bern"}}          | CITY | Bern     | false
			{"x":[{"city":"Bern"}],"city":"Bern"} | CITY | Bern | true
			{"city":""}                    | CITY | ``       | true
			{"city":null}                  | CITY | ``       | true
			{}                             | CITY | ``       | true
			{"city":"Bern"}                | CITY | ``       | false
			""", delimiter = '|')
	void changeHasArrivedWhenBillingHoldsIt(String billing, BillingField field, String sent, boolean arrived) {
		assertThat(account("{\"account_key\":\"k\",\"billing\":" + billing + "}").holds(update(field, sent)))
			.isEqualTo(arrived);
	}

	@ParameterizedTest
	@CsvSource({ "1, true", "12, false", "0, false", "-1, false", "null, false" })
	void changeOfCycleHasArrivedWhenNumberIsEqual(String cycle, boolean arrived) {
		Account account = account("{\"account_key\":\"k\",\"billing\":{\"cycle\":" + cycle + "}}");
		assertThat(account.holds(update(BillingField.CYCLE, 1))).isEqualTo(arrived);
	}

	@Test
	void changeHasArrivedWhenBillingHoldsEveryValue() {
		SequencedMap<BillingField, Object> sent = new LinkedHashMap<>(
				Map.of(BillingField.CITY, "Bern", BillingField.CYCLE, 12, BillingField.PHONE, ""));
		BillingUpdate update = new BillingUpdate(sent);
		assertThat(billing("\"city\":\"Bern\",\"cycle\":12").holds(update)).isTrue();
		assertThat(billing("\"cycle\":12,\"phone\":\"\",\"city\":\"Bern\",\"state\":\"x\"").holds(update)).isTrue();
		assertThat(billing("\"city\":\"Bern\",\"cycle\":1").holds(update)).isFalse();
		assertThat(billing("\"city\":\"Bern\",\"cycle\":12,\"phone\":\"117\"").holds(update)).isFalse();
	}

	@Test
	void nothingIsKnownToHaveArrivedWhenAccountHasNoBilling() {
		assertThat(account("{\"account_key\":\"k\"}").holds(update(BillingField.CITY, "Bern"))).isFalse();
		assertThat(account("{\"account_key\":\"k\"}").holds(update(BillingField.CITY, ""))).isFalse();
	}

	@Test
	void billingShowsNoValueWhenPrinted() {
		assertThat(new AccountBilling(Map.of("city", "Canary"))).hasToString("AccountBilling[1 values]");
	}

	static String adminView(byte[] json) {
		return json(Account.parse(json).view(Role.ADMIN));
	}

	private static String adminView(String json) {
		return adminView(json.getBytes(StandardCharsets.UTF_8));
	}

	private static Account billing(String members) {
		return account("{\"account_key\":\"k\",\"billing\":{" + members + "}}");
	}

	private static Account account(String json) {
		return Account.parse(json.getBytes(StandardCharsets.UTF_8));
	}

	private static BillingUpdate update(BillingField field, Object value) {
		return new BillingUpdate(new LinkedHashMap<>(Map.of(field, value)));
	}

	private static Arguments invalid(String name, String json) {
		return encoded(name, json, StandardCharsets.UTF_8);
	}

	private static Arguments encoded(String name, String json, Charset charset) {
		return argumentSet(name, (Object) json.getBytes(charset));
	}

	private static byte[] fixture(String name) {
		try (InputStream json = AccountTests.class.getResourceAsStream("AccountTests-" + name + ".json")) {
			return Objects.requireNonNull(json).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String json(AccountView view) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			view.writeTo(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toString(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
