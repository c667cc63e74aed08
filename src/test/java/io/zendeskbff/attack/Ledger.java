package io.zendeskbff.attack;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.zendeskbff.fields.BillingField;

/**
 * What owners were told of their updates, and so what they may be shown.
 */
final class Ledger {

	private final Map<BillingField, Integer> sent = new ConcurrentHashMap<>();

	private final Map<BillingField, Integer> confirmed = new ConcurrentHashMap<>();

	private final Map<String, Map<BillingField, Integer>> accounts = new ConcurrentHashMap<>();

	private volatile String newestTag;

	private int updates;

	Ledger(String tag) {
		this.newestTag = tag;
	}

	/**
	 * Notes an update that is about to be sent; one at a time.
	 * @return its number, which its values are to bear
	 */
	int begin(Set<BillingField> fields) {
		this.updates++;
		fields.forEach((field) -> this.sent.put(field, this.updates));
		return this.updates;
	}

	void confirm(Set<BillingField> fields) {
		fields.forEach((field) -> this.confirmed.put(field, this.updates));
	}

	/**
	 * The number of each field's last confirmed update: no older one may be shown now.
	 */
	Map<BillingField, Integer> confirmed() {
		return Map.copyOf(this.confirmed);
	}

	/**
	 * The fields that are shown older than confirmed, newer than sent, or not at all.
	 * @param shown the number of each field's update
	 * @param confirmed what was confirmed before the account was asked for
	 */
	Set<BillingField> wrong(Map<BillingField, Integer> shown, Map<BillingField, Integer> confirmed) {
		Set<BillingField> wrong = EnumSet.noneOf(BillingField.class);
		shown.forEach((field, number) -> {
			if (number < confirmed.getOrDefault(field, 0) || number > this.sent.getOrDefault(field, 0)) {
				wrong.add(field);
			}
		});
		return wrong;
	}

	void note(String tag, Map<BillingField, Integer> shown) {
		this.accounts.put(tag, shown);
		this.newestTag = tag;
	}

	/**
	 * What an owner's tag stands for.
	 * @return nothing where nobody has been shown it yet
	 */
	Map<BillingField, Integer> shownUnder(String tag) {
		return this.accounts.getOrDefault(tag, Map.of());
	}

	/** How many different accounts owners were shown. */
	int accounts() {
		return this.accounts.size();
	}

	/** The fields whose values were among them. */
	Set<BillingField> fields() {
		Set<BillingField> fields = EnumSet.noneOf(BillingField.class);
		this.accounts.values().forEach((shown) -> shown.forEach((field, number) -> {
			if (number >= 0) {
				fields.add(field);
			}
		}));
		return fields;
	}

	String newestTag() {
		return this.newestTag;
	}

}
