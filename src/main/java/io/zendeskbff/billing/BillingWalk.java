package io.zendeskbff.billing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.fields.FieldRule;
import io.zendeskbff.fields.FieldRule.Breach;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/**
 * One walk over one body, collecting values and violations.
 */
final class BillingWalk {

	private static final JsonPointer ROOT = JsonPointer.empty();

	private static final JsonPointer BILLING = ROOT.appendProperty("billing");

	private static final Set<String> READ_ONLY = Set.of("account_key", "create_date", "plan", "status");

	private final JsonParser parser;

	private final List<Violation> violations = new ArrayList<>();

	private final SequencedMap<BillingField, Object> values = new LinkedHashMap<>();

	BillingWalk(JsonParser parser) {
		this.parser = parser;
	}

	BillingUpdate walk() {
		if (this.parser.nextToken() != JsonToken.START_OBJECT) {
			throw new RejectedException(new Rejection.NotJson());
		}
		Set<String> seen = members(ROOT, this::rootMember);
		if (this.parser.nextToken() != null) {
			throw new RejectedException(new Rejection.NotJson());
		}
		if (!seen.contains("billing")) {
			refuse(BILLING, "required", "is missing");
		}
		if (!this.violations.isEmpty()) {
			throw new RejectedException(new Rejection.Invalid(this.violations));
		}
		return new BillingUpdate(this.values);
	}

	/** Calls {@code member} with the parser on each member's value, known or not. */
	private Set<String> members(JsonPointer parent, Member member) {
		Set<String> seen = new HashSet<>();
		while (this.parser.nextToken() == JsonToken.PROPERTY_NAME) {
			String name = this.parser.currentName();
			JsonPointer pointer = parent.appendProperty(name);
			if (!seen.add(name)) {
				refuse(pointer, "duplicate", "stands more than once");
			}
			member.read(name, pointer, this.parser.nextToken());
			this.parser.skipChildren();
		}
		return seen;
	}

	private void rootMember(String name, JsonPointer pointer, JsonToken token) {
		if (name.equals("billing")) {
			billing(token);
		}
		else if (READ_ONLY.contains(name)) {
			refuse(pointer, "read-only", "cannot be changed");
		}
		else {
			refuse(pointer, "unknown", "is no member of an account update");
		}
	}

	private void billing(JsonToken token) {
		if (token != JsonToken.START_OBJECT) {
			refuse(BILLING, "type", "must be an object");
		}
		else if (members(BILLING, this::billingMember).isEmpty()) {
			refuse(BILLING, "empty", "must hold at least one field");
		}
	}

	private void billingMember(String name, JsonPointer pointer, JsonToken token) {
		BillingField.of(name)
			.ifPresentOrElse((field) -> field(field, pointer, token),
					() -> refuse(pointer, "unknown", "is no billing field"));
	}

	private void field(BillingField field, JsonPointer pointer, JsonToken token) {
		switch (field.rule()) {
			case FieldRule.Text rule when token == JsonToken.VALUE_STRING ->
				keep(field, pointer, this.parser.getString(), rule);
			case FieldRule.WholeNumber rule when token == JsonToken.VALUE_NUMBER_INT ->
				number(field, pointer, this.parser.getString(), rule);
			case FieldRule _ when token == JsonToken.VALUE_NULL ->
				refuse(pointer, "null", "must not be null; an empty string clears a text field");
			case FieldRule rule -> refuse(pointer, "type", rule.typeMessage());
		}
	}

	private void number(BillingField field, JsonPointer pointer, String digits, FieldRule.WholeNumber rule) {
		// Nine digits always fit an int; longer ones are out of any range of ours.
		if (digits.length() > 9) {
			this.violations.add(Violation.at(pointer, rule.outOfRange()));
		}
		else {
			keep(field, pointer, Integer.valueOf(digits), rule);
		}
	}

	private void keep(BillingField field, JsonPointer pointer, Object value, FieldRule rule) {
		for (Breach breach : rule.breachesBy(value)) {
			this.violations.add(Violation.at(pointer, breach));
		}
		this.values.put(field, value);
	}

	private void refuse(JsonPointer pointer, String code, String message) {
		this.violations.add(Violation.at(pointer, code, message));
	}

	@FunctionalInterface
	private interface Member {

		void read(String name, JsonPointer pointer, JsonToken token);

	}

}
