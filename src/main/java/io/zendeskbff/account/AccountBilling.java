package io.zendeskbff.account;

import java.util.Map;

import io.zendeskbff.fields.BillingUpdate;

/**
 * The scalar members of an account's {@code billing}, as far as is needed to tell whether
 * a change has arrived.
 *
 * @param values the text of each string and number by member name; nulls left out
 */
record AccountBilling(Map<String, String> values) {

	AccountBilling {
		values = Map.copyOf(values);
	}

	boolean holds(BillingUpdate update) {
		return update.values()
			.entrySet()
			.stream()
			.allMatch((sent) -> this.values.getOrDefault(sent.getKey().key(), "").equals(sent.getValue().toString()));
	}

	/** Never a billing value in a log. */
	@Override
	public String toString() {
		return "AccountBilling[%d values]".formatted(this.values.size());
	}

}
