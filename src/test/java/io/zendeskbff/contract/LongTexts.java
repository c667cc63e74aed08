package io.zendeskbff.contract;

import io.zendeskbff.fields.BillingField;

/**
 * Texts of any length that have nothing wrong with them but perhaps that.
 */
final class LongTexts {

	private static final String LABEL = "b".repeat(50) + ".";

	private LongTexts() {
	}

	static String of(BillingField field, int length) {
		return switch (field) {
			case EMAIL -> "a@" + LABEL.repeat(length).substring(0, length - 5) + ".ch";
			case PHONE -> "1".repeat(length);
			case COUNTRY_CODE -> "CHE".substring(0, length);
			default -> "ü".repeat(length);
		};
	}

}
