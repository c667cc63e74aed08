package io.zendeskbff.account;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The admin's view is cut out of the bytes at the right places, wherever they are.
 */
class AccountPropertiesTests {

	private static final Set<String> ADMINS = Set.of("account_key", "create_date", "plan", "status");

	@Property
	void adminViewIsTheFourMembersAsWrittenWhenAccountIsWrittenInAnyWay(@ForAll("members") List<Member> members) {
		String expected = members.stream()
			.filter((member) -> ADMINS.contains(member.name()))
			.map(Member::text)
			.collect(Collectors.joining(",", "{", "}"));
		assertThat(AccountTests.adminView(json(members))).isEqualTo(expected);
	}

	@Property
	void bodyIsRefusedWhenBytesAreArbitrary(@ForAll byte[] body) {
		assertThat(catchThrowable(() -> Account.parse(body))).isInstanceOf(InvalidAccountException.class);
	}

	@Property
	void billingStaysHiddenOrBodyIsRefusedWhenAByteIsChanged(@ForAll("members") List<Member> members,
			@ForAll byte change, @ForAll("index") int index) {
		byte[] body = json(members);
		body[index % body.length] = change;
		try {
			assertThat(AccountTests.adminView(body)).doesNotContain("\"Canary\"");
		}
		catch (InvalidAccountException ex) {
			assertThat(ex).hasNoCause();
		}
	}

	@Provide
	static Arbitrary<Integer> index() {
		return Arbitraries.integers().between(0, 10_000);
	}

	@Provide
	static Arbitrary<List<Member>> members() {
		return Arbitraries.of("create_date", "plan", "status", "billing", "beta", "нове 𝒵", "Plan")
			.list()
			.uniqueElements()
			.map(AccountPropertiesTests::withKey)
			.flatMap((names) -> Combinators.combine(names.stream().map(AccountPropertiesTests::member).toList())
				.as((members) -> members))
			.withoutEdgeCases();
	}

	private static byte[] json(List<Member> members) {
		return members.stream()
			.map(Member::withSpace)
			.collect(Collectors.joining(",", "{", "}"))
			.getBytes(StandardCharsets.UTF_8);
	}

	private static List<String> withKey(List<String> names) {
		List<String> all = new ArrayList<>(names);
		all.add(names.size() / 2, "account_key");
		return all;
	}

	private static Arbitrary<Member> member(String name) {
		return Combinators.combine(value(name), space(), space(), space(), space())
			.as((value, before, colon, after, end) -> new Member(name, before,
					"\"" + name + "\"" + colon + ":" + after + value, end));
	}

	private static Arbitrary<String> value(String name) {
		return switch (name) {
			case "account_key" -> Arbitraries.of("\"k\"", "\"\\u006b\\\"\"", "\"ключ 𝒵\"");
			case "billing" -> Arbitraries.of("{}", "{\"city\":\"Canary\"}", "{ \"cycle\" : 1 , \"x\":[\"Canary\"] }");
			case "plan" -> scalar().map((value) -> "{ \"price\":" + value + "\t, \"ü\" : [" + value + " ] }");
			default -> scalar();
		};
	}

	private static Arbitrary<String> scalar() {
		return Arbitraries.of("70.0", "-1E+5", "1e400", "0", "1234567890123456789012345678", "true", "null", "\"\"",
				"\"ä𝒵\"", "\"}\\\",{\"", "[ ]", "{ \"billing\": {} }");
	}

	private static Arbitrary<String> space() {
		return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(2);
	}

	/**
	 * One member as written.
	 *
	 * @param name its name
	 * @param before the white space before its name
	 * @param text its name, colon and value
	 * @param after the white space after its value
	 */
	record Member(String name, String before, String text, String after) {

		String withSpace() {
			return this.before + this.text + this.after;
		}

	}

}
