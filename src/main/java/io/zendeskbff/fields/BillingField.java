package io.zendeskbff.fields;

import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The billing fields that an owner may change, and the one table of what each may hold.
 * Names and types are those of Zendesk's "Chat Account" page; the limits are ours, since
 * Zendesk gives none.
 *
 * <p>
 * An empty string clears a text field and is always allowed.
 */
public enum BillingField {

	ADDITIONAL_INFO(2000, BillingText.LINES),

	ADDRESS1(255, BillingText.LINE),

	ADDRESS2(255, BillingText.LINE),

	CITY(255, BillingText.LINE),

	COMPANY(255, BillingText.LINE),

	COUNTRY_CODE(2,
			TextShape.oneOf(Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2),
					"must be an ISO 3166-1 alpha-2 code in upper case, such as CH")),

	EMAIL(254, EmailAddress.SHAPE),

	FIRST_NAME(255, BillingText.LINE),

	LAST_NAME(255, BillingText.LINE),

	PHONE(32, TextShape.like("[0-9 +()./x-]{3,32}", "must be 3 to 32 digits, spaces and + ( ) - . / x")),

	POSTAL_CODE(16, BillingText.LINE),

	STATE(255, BillingText.LINE),

	CYCLE(1, 120);

	private static final Map<String, BillingField> BY_KEY = Stream.of(values())
		.collect(Collectors.toUnmodifiableMap(BillingField::key, Function.identity()));

	private final String key = name().toLowerCase(Locale.ROOT);

	private final FieldRule rule;

	BillingField(int longest, BillingText text) {
		this.rule = new FieldRule.Text(longest, text, TextShape.ANY);
	}

	BillingField(int longest, TextShape shape) {
		this.rule = new FieldRule.Text(longest, BillingText.LINE, shape);
	}

	BillingField(int least, int greatest) {
		this.rule = new FieldRule.WholeNumber(least, greatest);
	}

	/**
	 * The field of a name.
	 * @param key the JSON member's name, compared exactly
	 * @return empty when no billing field is called so
	 */
	public static Optional<BillingField> of(String key) {
		return Optional.ofNullable(BY_KEY.get(key));
	}

	/**
	 * The name in JSON.
	 * @return Zendesk's spelling, in lower case with underscores
	 */
	public String key() {
		return this.key;
	}

	/**
	 * What this field may hold.
	 * @return its row of the table
	 */
	public FieldRule rule() {
		return this.rule;
	}

}
