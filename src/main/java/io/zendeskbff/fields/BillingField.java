package io.zendeskbff.fields;

import java.util.Locale;
import java.util.Locale.IsoCountryCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

	COUNTRY_CODE(2, Shape.COUNTRY::contains, "must be an ISO 3166-1 alpha-2 code in upper case, such as CH"),

	EMAIL(254, EmailAddress::isShapeOf, "must be an e-mail address of at most 254 octets"),

	FIRST_NAME(255, BillingText.LINE),

	LAST_NAME(255, BillingText.LINE),

	PHONE(32, Shape.PHONE.asMatchPredicate(), "must be 3 to 32 digits, spaces and + ( ) - . / x"),

	POSTAL_CODE(16, BillingText.LINE),

	STATE(255, BillingText.LINE),

	CYCLE(1, 120);

	private static final Map<String, BillingField> BY_KEY = Stream.of(values())
		.collect(Collectors.toUnmodifiableMap(BillingField::key, Function.identity()));

	private final String key = name().toLowerCase(Locale.ROOT);

	private final FieldRule rule;

	BillingField(int longest, BillingText text) {
		this.rule = new FieldRule.Text(longest, text, (_) -> true, "");
	}

	BillingField(int longest, Predicate<String> shape, String message) {
		this.rule = new FieldRule.Text(longest, BillingText.LINE, shape, message);
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

	/** The shapes that need more than a length. */
	private static final class Shape {

		static final Set<String> COUNTRY = Locale.getISOCountries(IsoCountryCode.PART1_ALPHA2);

		static final Pattern PHONE = Pattern.compile("[0-9 +()./x-]{3,32}");

	}

}
