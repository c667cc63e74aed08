package io.zendeskbff.fields;

import java.util.EnumSet;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The patterns that are told to others refuse nothing that is allowed; what some of them
 * let pass is for the service to refuse.
 */
class FieldPatternsTests {

	private static final Set<BillingField> PLAIN = EnumSet.complementOf(
			EnumSet.of(BillingField.COUNTRY_CODE, BillingField.EMAIL, BillingField.PHONE, BillingField.CYCLE));

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CYCLE")
	void patternFitsWhenTextIsEmpty(BillingField field) {
		assertThat("").matches(rule(field).pattern());
	}

	@ParameterizedTest
	@FieldSource("io.zendeskbff.fields.BillingFieldTests#SCRIPTS")
	void patternFitsWhenTextIsInAnyScript(String text) {
		assertThat(PLAIN).allSatisfy((field) -> assertThat(text).matches(rule(field).pattern()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u0000", "\u0007", "\r", "\u001F", "\u007F", "\u0085", "\u009F", "\u202A", "\u202E",
			"\u2066", "\u2069", "\uFEFF" })
	void patternDoesNotFitWhenACharacterIsNotAllowed(String character) {
		assertThat(PLAIN).allSatisfy((field) -> assertThat("a" + character).doesNotMatch(rule(field).pattern()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\t" })
	void patternFitsSeveralLinesOnlyWhenFieldDoes(String character) {
		assertThat("a" + character + "b").matches(rule(BillingField.ADDITIONAL_INFO).pattern())
			.doesNotMatch(rule(BillingField.CITY).pattern());
	}

	@ParameterizedTest
	@ValueSource(strings = { "a@b.ch", "zoë.müller@bücher.example", "\"a@b c\"@example.com", "a@[192.0.2.1]",
			"a@[IPv6:2001:db8::1]", "o'brien+billing@example.com", "\u2028@example.com" })
	void patternFitsWhenMailboxIsAllowed(String mailbox) {
		assertThat(rule(BillingField.EMAIL).breachesBy(mailbox)).isEmpty();
		assertThat(mailbox).matches(rule(BillingField.EMAIL).pattern());
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobody", "@example.com", "a@", "a@b c" })
	void patternDoesNotFitWhenTextIsNoMailbox(String text) {
		assertThat(text).doesNotMatch(rule(BillingField.EMAIL).pattern());
	}

	private static FieldRule.Text rule(BillingField field) {
		return (FieldRule.Text) field.rule();
	}

}
