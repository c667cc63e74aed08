package io.zendeskbff.billing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * A body is read as it stands or refused with every reason, never repaired.
 */
@Timeout(10)
class BillingReaderTests {

	private static final String GOOD = "{\"billing\":{\"city\":\"Canary\"}}";

	@Test
	void fieldsAreReadInTheOrderGivenWhenAllAreSent() {
		BillingUpdate update = BillingReader.read(utf8("""
				{
				  "billing": {
				    "state": "BE", "cycle": 12, "additional_info": "1\\n\\t2", "address1": "Weg 1", "address2": "",
				    "city": "Zürich 𝒵", "company": "Bücher & Söhne", "country_code": "CH", "email": "a@b.c",
				    "first_name": " Zoë ", "last_name": "می\u200Cخواهم", "phone": "+12(1)123456", "postal_code": "8001"
				  }
				}
				"""));
		assertThat(update.values()).containsExactly(entry(BillingField.STATE, "BE"), entry(BillingField.CYCLE, 12),
				entry(BillingField.ADDITIONAL_INFO, "1\n\t2"), entry(BillingField.ADDRESS1, "Weg 1"),
				entry(BillingField.ADDRESS2, ""), entry(BillingField.CITY, "Zürich 𝒵"),
				entry(BillingField.COMPANY, "Bücher & Söhne"), entry(BillingField.COUNTRY_CODE, "CH"),
				entry(BillingField.EMAIL, "a@b.c"), entry(BillingField.FIRST_NAME, " Zoë "),
				entry(BillingField.LAST_NAME, "می\u200Cخواهم"), entry(BillingField.PHONE, "+12(1)123456"),
				entry(BillingField.POSTAL_CODE, "8001"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			"Bern"                    | Bern
			"\\u0042\\u0065rn"        | Bern
			"\\ud835\\uDCB5"          | 𝒵
			"\\"\\\\\\/"              | "\\/
			"/"                       | /
			"<b>&amp;"                | <b>&amp;
			"\\u0027\\u003c"          | '<
			" a  b "                  | ` a  b `
			"\\u00e4a\\u0308"         | äa\u0308
			"${jndi:x}"               | ${jndi:x}
			"null"                    | null
			"\\u200d"                 | \u200D
			""                        | ``
			""")
	void textIsKeptCodePointForCodePointWhenRead(String json, String text) {
		assertThat(BillingReader.read(utf8("{\"billing\":{\"city\":" + json + "}}")).values())
			.containsExactly(entry(BillingField.CITY, text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"\\u0062illing\":{\"c\\u0069ty\":\"x\"}}",
			"{\"billing\":{\"\\u0063\\u0069\\u0074\\u0079\":\"x\"}}",
			"\t\r\n {\n\"billing\" :\t{ \"city\"\r: \"x\" } } \n" })
	void nameIsDecodedAndSpaceIsSkippedWhenRead(String json) {
		assertThat(BillingReader.read(utf8(json)).values()).containsExactly(entry(BillingField.CITY, "x"));
	}

	@ParameterizedTest
	@MethodSource
	void bodyIsRefusedWhenItIsNoJsonObject(byte[] body) {
		RejectedException rejected = rejected(body);
		assertThat(rejected.rejection()).isEqualTo(new Rejection.NotJson());
		assertThat(Throwables.getStackTrace(rejected)).doesNotContain("Canary");
	}

	static Stream<Arguments> bodyIsRefusedWhenItIsNoJsonObject() {
		return Stream.of(body("empty", ""), body("white space", " \n\t"), body("null", "null"), body("true", "true"),
				body("number", "1"), body("string", "\"Canary\""), body("array", "[" + GOOD + "]"),
				body("text", "Canary"), body("form", "billing%5Bcity%5D=Canary"),
				body("open", "{\"billing\":{\"city\":\"Canary\"}"),
				body("open string", "{\"billing\":{\"city\":\"Canary}}"), body("no colon", "{\"billing\" {}}"),
				body("no comma", "{\"billing\":{\"city\":\"Canary\" \"state\":\"\"}}"),
				body("comma at the end", "{\"billing\":{\"city\":\"Canary\",}}"),
				body("two commas", "{\"billing\":{},,}"), body("unquoted name", "{billing:{\"city\":\"Canary\"}}"),
				body("single quotes", GOOD.replace('"', '\'')), body("second value", GOOD + GOOD),
				body("null after", GOOD + "null"), body("text after", GOOD + " Canary"),
				body("brace after", GOOD + "}"), body("comma after", GOOD + ","), body("NUL after", GOOD + "\0"),
				body("record separator", "\u001E" + GOOD + "\n"), body("JSON hijack guard", ")]}'\n" + GOOD),
				body("block comment", "/*Canary*/" + GOOD), body("line comment", GOOD + "//Canary"),
				body("hash comment", "#Canary\n" + GOOD), body("BOM", "\uFEFF" + GOOD),
				body("BOM after", GOOD + "\uFEFF"), body("no-break space", "\u00A0" + GOOD),
				body("form feed", "\f" + GOOD), body("line separator", GOOD + "\u2028"),
				encoded("UTF-16", GOOD, StandardCharsets.UTF_16), encoded("UTF-16BE", GOOD, StandardCharsets.UTF_16BE),
				encoded("UTF-16LE", GOOD, StandardCharsets.UTF_16LE),
				encoded("UTF-32BE", GOOD, StandardCharsets.UTF_32BE),
				encoded("UTF-32LE", GOOD, StandardCharsets.UTF_32LE), octets("Latin-1", "Canary \u00E4"),
				octets("overlong slash", "Canary\u00C0\u00AF"), octets("overlong NUL", "Canary\u00C0\u0080"),
				octets("three octets for one", "Canary\u00E0\u0080\u00AF"),
				octets("CESU-8", "Canary\u00ED\u00A0\u00B5\u00ED\u00B2\u00B5"),
				octets("half a pair", "Canary\u00ED\u00A0\u0080"),
				octets("beyond Unicode", "Canary\u00F4\u0090\u0080\u0080"), octets("lone continuation", "Canary\u0080"),
				octets("cut sequence", "Canary\u00F0\u009F\u0098"), octets("FE", "Canary\u00FE"),
				body("line feed in string", "{\"billing\":{\"city\":\"Canary\n\"}}"),
				body("tab in string", "{\"billing\":{\"additional_info\":\"Canary\t\"}}"),
				body("NUL in string", "{\"billing\":{\"city\":\"Canary\0\"}}"),
				body("unknown escape", "{\"billing\":{\"city\":\"Canary\\x41\"}}"),
				body("escaped quote of another language", "{\"billing\":{\"city\":\"Canary\\'\"}}"),
				body("short escape", "{\"billing\":{\"city\":\"Canary\\u12\"}}"),
				body("escape in capitals", "{\"billing\":{\"city\":\"Canary\\U0041\"}}"), cycle("NaN"),
				cycle("-Infinity"), cycle("Infinity"), cycle("01"), cycle("-01"), cycle("00"), cycle("+1"), cycle(".5"),
				cycle("1."), cycle("1e"), cycle("0x1"), cycle("1_0"), cycle("１"), cycle("- 1"), cycle("True"),
				cycle("undefined"), cycle(""),
				body("depth in objects", "{\"billing\":".repeat(5_000) + "1" + "}".repeat(5_000)),
				body("depth in arrays", "{\"billing\":{\"city\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}}"),
				body("depth without end", "{\"billing\":" + "[".repeat(60_000)));
	}

	@ParameterizedTest
	@MethodSource
	void bodyIsRefusedWithEveryReasonWhenItIsNoUpdate(String body, List<String> reasons) {
		assertThat(reasons(body)).isEqualTo(reasons);
	}

	static Stream<Arguments> bodyIsRefusedWithEveryReasonWhenItIsNoUpdate() {
		return Stream.of(invalid("{}", "/billing required"), invalid("{\"billing\":{}}", "/billing empty"),
				invalid("{\"billing\":null}", "/billing type"), invalid("{\"billing\":[]}", "/billing type"),
				invalid("{\"billing\":[{\"city\":\"Canary\"}]}", "/billing type"),
				invalid("{\"billing\":\"Canary\"}", "/billing type"), invalid("{\"billing\":1}", "/billing type"),
				invalid("{\"billing\":true}", "/billing type"),
				invalid("{\"billing\":\"{\\\"city\\\":\\\"Canary\\\"}\"}", "/billing type"),
				invalid("{\"Billing\":{\"city\":\"Canary\"}}", "/Billing unknown", "/billing required"),
				invalid("{\"billing \":{\"city\":\"Canary\"}}", "/billing  unknown", "/billing required"),
				invalid("{\"billing[city]\":\"Canary\"}", "/billing[city] unknown", "/billing required"),
				invalid("{\"billing.city\":\"Canary\"}", "/billing.city unknown", "/billing required"),
				invalid("{\"city\":\"Canary\"}", "/city unknown", "/billing required"),
				invalid("{\"\":\"Canary\"}", "/ unknown", "/billing required"),
				invalid("{\"billing\":{\"city\":\"a\"},\"billing\":{\"state\":\"b\"}}", "/billing duplicate"),
				invalid("{\"billing\":{\"city\":\"a\"},\"\\u0062illing\":{\"city\":\"a\"}}", "/billing duplicate"),
				invalid("{\"billing\":{\"city\":\"a\"},\"billing\":{}}", "/billing duplicate", "/billing empty"),
				invalid("{\"billing\":null,\"billing\":{\"city\":\"a\"}}", "/billing type", "/billing duplicate"),
				invalid(beside("\"account_key\":\"Canary\""), "/account_key read-only"),
				invalid(beside("\"create_date\":\"Canary\""), "/create_date read-only"),
				invalid(beside("\"plan\":{\"name\":\"Canary\",\"name\":[{}]}"), "/plan read-only"),
				invalid(beside("\"status\":null"), "/status read-only"),
				invalid(beside("\"status\":1,\"status\":1"), "/status read-only", "/status duplicate",
						"/status read-only"),
				invalid(beside("\"__proto__\":{\"admin\":true}"), "/__proto__ unknown"),
				invalid(beside("\"constructor\":{\"prototype\":{}}"), "/constructor unknown"),
				invalid(beside("\"@class\":\"java.lang.Canary\""), "/@class unknown"),
				invalid(beside("\"x\":{\"billing\":{\"city\":\"Canary\"}}"), "/x unknown"),
				invalid(field("account_key", "\"Canary\""), "/billing/account_key unknown"),
				invalid(field("plan", "{\"price\":0}"), "/billing/plan unknown"),
				invalid(field("billing", "{\"city\":\"Canary\"}"), "/billing/billing unknown"),
				invalid(field("Company", "\"Canary\""), "/billing/Company unknown"),
				invalid(field("company ", "\"Canary\""), "/billing/company  unknown"),
				invalid(field(" company", "\"Canary\""), "/billing/ company unknown"),
				invalid(field("ｃｏｍｐａｎｙ", "\"Canary\""), "/billing/ｃｏｍｐａｎｙ unknown"),
				invalid(field("comp\u200Bany", "\"Canary\""), "/billing/comp\u200Bany unknown"),
				invalid(field("c\\u006fmpan\\u0443", "\"Canary\""), "/billing/compan\u0443 unknown"),
				invalid(field("company\\u0000", "\"Canary\""), "/billing/company\u0000 unknown"),
				invalid(field("\\ud800", "\"Canary\""), "/billing/\uD800 unknown"),
				invalid(field("__proto__", "{\"city\":\"Canary\"}"), "/billing/__proto__ unknown"),
				invalid(field("billing[company]", "\"Canary\""), "/billing/billing[company] unknown"),
				invalid(field("", "\"Canary\""), "/billing/ unknown"),
				invalid(field("/city", "1"), "/billing/~1city unknown"),
				invalid(field("~1city", "1"), "/billing/~01city unknown"),
				invalid(field("0", "1"), "/billing/0 unknown"),
				invalid(twice("company", "\"a\"", "company", "\"b\""), "/billing/company duplicate"),
				invalid(twice("company", "\"a\"", "company", "\"a\""), "/billing/company duplicate"),
				invalid(twice("company", "\"a\"", "\\u0063ompany", "\"b\""), "/billing/company duplicate"),
				invalid(twice("company", "null", "company", "\"b\""), "/billing/company null",
						"/billing/company duplicate"),
				invalid(twice("cycle", "1", "cycle", "121"), "/billing/cycle duplicate", "/billing/cycle range"),
				invalid(twice("x", "1", "x", "1"), "/billing/x unknown", "/billing/x duplicate", "/billing/x unknown"),
				invalid(field("city", "{\"city\":\"Canary\"}"), "/billing/city type"),
				invalid(field("city", "{\"city\":\"Canary\",\"city\":{}}"), "/billing/city type"),
				invalid(field("city", "[\"Canary\"]"), "/billing/city type"),
				invalid(field("city", "[]"), "/billing/city type"),
				invalid(field("city", "8001"), "/billing/city type"),
				invalid(field("city", "1.5"), "/billing/city type"),
				invalid(field("city", "1e999999999"), "/billing/city type"),
				invalid(field("city", "true"), "/billing/city type"),
				invalid(field("city", "false"), "/billing/city type"),
				invalid(field("city", "null"), "/billing/city null"),
				invalid(field("city", "\"\\ud800\""), "/billing/city characters"),
				invalid(field("city", "\"Canary\\udc00\""), "/billing/city characters"),
				invalid(field("city", "\"\\udcb5\\ud835\""), "/billing/city characters"),
				invalid(field("city", "\"\\ud835\uDBFF\uDFFD\""), "/billing/city characters"),
				invalid(field("city", "\"\\u0000\""), "/billing/city characters"),
				invalid(field("city", "\"a\\nb\""), "/billing/city characters"),
				invalid(field("city", "\"\\u202eCanary\""), "/billing/city characters"),
				invalid(field("city", "\"\\ufeff\""), "/billing/city characters"),
				invalid(field("city", "\"\uFEFF\""), "/billing/city characters"),
				invalid(field("additional_info", "\"a\\r\\nb\""), "/billing/additional_info characters"),
				invalid(field("country_code", "\"ch\""), "/billing/country_code format"),
				invalid(field("country_code", "\"CHE\""), "/billing/country_code too-long"),
				invalid(field("email", "\"Canary\""), "/billing/email format"),
				invalid(field("phone", "\"Canary\""), "/billing/phone format"),
				invalid(field("postal_code", "\"12345678901234567\""), "/billing/postal_code too-long"),
				invalid(field("city", "\"" + "𝒵".repeat(255) + "\\u0000\""), "/billing/city too-long",
						"/billing/city characters"),
				invalid(field("cycle", "\"1\""), "/billing/cycle type"),
				invalid(field("cycle", "\"\""), "/billing/cycle type"),
				invalid(field("cycle", "null"), "/billing/cycle null"),
				invalid(field("cycle", "true"), "/billing/cycle type"),
				invalid(field("cycle", "[1]"), "/billing/cycle type"),
				invalid(field("cycle", "{}"), "/billing/cycle type"),
				invalid(field("cycle", "1.0"), "/billing/cycle type"),
				invalid(field("cycle", "1e0"), "/billing/cycle type"),
				invalid(field("cycle", "1e999999999"), "/billing/cycle type"),
				invalid(field("cycle", "0"), "/billing/cycle range"),
				invalid(field("cycle", "-0"), "/billing/cycle range"),
				invalid(field("cycle", "-1"), "/billing/cycle range"),
				invalid(field("cycle", "121"), "/billing/cycle range"),
				invalid(field("cycle", "999999999"), "/billing/cycle range"),
				invalid(field("cycle", "1000000000"), "/billing/cycle range"),
				invalid(field("cycle", "4294967297"), "/billing/cycle range"),
				invalid(field("cycle", "18446744073709551617"), "/billing/cycle range"),
				invalid(field("cycle", "-18446744073709551615"), "/billing/cycle range"));
	}

	@Test
	void everyReasonIsListedInOrderWhenThereAreSeveral() {
		assertThat(reasons("""
				{ "status": "Canary", "billing": { "city": 1, "state": null, "Company": {"city": 2}, "email": "Canary",
				  "phone": "1", "country_code": "xx", "cycle": 0, "city": [], "first_name": "fine",
				  "last_name": "\\u202eCanary" }, "extra": [ { "city": "Canary" } ], "plan": {} }
				""")).containsExactly("/status read-only", "/billing/city type", "/billing/state null",
				"/billing/Company unknown", "/billing/email format", "/billing/phone format",
				"/billing/country_code format", "/billing/cycle range", "/billing/city duplicate", "/billing/city type",
				"/billing/last_name characters", "/extra unknown", "/plan read-only");
	}

	@Test
	void nothingOfTheValueIsToldWhenRefused() {
		RejectedException rejected = rejected(utf8("""
				{ "status": "Canary", "plan": { "Canary": "Canary" }, "x": ["Canary"], "billing": {
				  "additional_info": "Canary\\u0000", "address1": ["Canary"], "address2": {"Canary": "Canary"},
				  "company": 271828182, "country_code": "Canary", "email": "Canary", "phone": "Canary",
				  "postal_code": "CanaryCanaryCanary", "cycle": 2718281828, "cycle": "Canary", "y": "Canary" } }
				"""));
		assertThat(((Rejection.Invalid) rejected.rejection()).violations()).hasSize(15);
		assertThat(rejected.rejection().toString()).doesNotContain("Canary", "27182");
		assertThat(Throwables.getStackTrace(rejected)).doesNotContain("Canary", "27182");
	}

	@Test
	void bodyIsRefusedWhenItHasManyMembers() {
		String members = IntStream.range(0, 10_000).mapToObj("\"%04d\":1"::formatted).collect(Collectors.joining(","));
		assertThat(reasons("{\"billing\":{" + members.substring(0, 8857 * 9 - 1) + "}}")).hasSize(8857)
			.startsWith("/billing/0000 unknown")
			.endsWith("/billing/8856 unknown");
		assertThat(reasons("{" + members + "}")).hasSize(10_001).endsWith("/9999 unknown", "/billing required");
	}

	@Test
	void bodyIsRefusedForTheirReasonsWhenItsPartsAreLong() {
		String digits = "1".repeat(60_000);
		assertThat(reasons(field("cycle", digits.substring(0, 2_000)))).containsExactly("/billing/cycle range");
		assertThat(reasons(field("cycle", "-" + digits))).containsExactly("/billing/cycle range");
		assertThat(reasons(field("cycle", digits + ".5e-" + digits.substring(0, 3_000))))
			.containsExactly("/billing/cycle type");
		assertThat(reasons(field("city", digits))).containsExactly("/billing/city type");
		assertThat(reasons(field("city", "\"" + digits + "\""))).containsExactly("/billing/city too-long");
		assertThat(reasons(field(digits, "1"))).containsExactly("/billing/" + digits + " unknown");
	}

	@Test
	void unknownValueIsSkippedWholeWhenItIsDeep() {
		assertThat(reasons(beside("\"x\":" + "[".repeat(400) + "]".repeat(400)))).containsExactly("/x unknown");
	}

	private static List<String> reasons(String body) {
		Rejection rejection = rejected(utf8(body)).rejection();
		assertThat(rejection).isInstanceOf(Rejection.Invalid.class);
		return ((Rejection.Invalid) rejection).violations()
			.stream()
			.map((violation) -> violation.pointer() + " " + violation.code())
			.toList();
	}

	private static RejectedException rejected(byte[] body) {
		RejectedException rejected = catchThrowableOfType(RejectedException.class, () -> BillingReader.read(body));
		assertThat(rejected).isNotNull().hasNoCause();
		return rejected;
	}

	private static Arguments invalid(String body, String... reasons) {
		return Arguments.arguments(body, List.of(reasons));
	}

	private static String beside(String members) {
		return "{\"billing\":{\"city\":\"Canary\"}," + members + "}";
	}

	private static String field(String name, String value) {
		return "{\"billing\":{\"" + name + "\":" + value + ",\"state\":\"\"}}";
	}

	private static String twice(String name, String value, String secondName, String secondValue) {
		return "{\"billing\":{\"%s\":%s,\"state\":\"\",\"%s\":%s}}".formatted(name, value, secondName, secondValue);
	}

	private static Arguments cycle(String value) {
		return body("cycle " + value, field("cycle", value));
	}

	private static Arguments octets(String name, String latin1) {
		return encoded(name, field("city", "\"" + latin1 + "\""), StandardCharsets.ISO_8859_1);
	}

	private static Arguments body(String name, String body) {
		return encoded(name, body, StandardCharsets.UTF_8);
	}

	private static Arguments encoded(String name, String body, Charset charset) {
		return argumentSet(name, (Object) body.getBytes(charset));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
