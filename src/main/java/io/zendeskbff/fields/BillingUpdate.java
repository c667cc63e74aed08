package io.zendeskbff.fields;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * A change of billing fields that is valid by construction.
 *
 * @param values what to set, a {@link String} or an {@link Integer} each, in the order
 * given; at least one
 */
public record BillingUpdate(SequencedMap<BillingField, Object> values) {

	public BillingUpdate {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("A billing update changes at least one field");
		}
		values.forEach(BillingUpdate::requireValid);
		values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
	}

	private static void requireValid(BillingField field, Object value) {
		if (!field.rule().breachesBy(value).isEmpty()) {
			throw new IllegalArgumentException("Not a valid " + field.key());
		}
	}

	/**
	 * Which fields change.
	 * @return the fields in the order given
	 */
	public SequencedSet<BillingField> fields() {
		return this.values.sequencedKeySet();
	}

	/** Never a billing value in a log. */
	@Override
	public String toString() {
		return "BillingUpdate" + fields();
	}

}
