package io.zendeskbff.zendesk;

import java.util.List;
import java.util.Map;

import io.zendeskbff.account.Account;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.fields.BillingUpdates;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Zendesk receives what the owner sent, whatever it is, and an account that took it over
 * is seen to hold it.
 */
class BillingBodyPropertiesTests {

	private static final JsonMapper JSON = new JsonMapper();

	@Property
	void bodyHoldsExactlyTheUpdateWhenReadByZendesk(@ForAll("updates") BillingUpdate update) {
		JsonNode body = JSON.readTree(BillingBody.of(update));
		assertThat(body.propertyNames()).containsExactly("billing");
		List<Map.Entry<String, Object>> sent = body.get("billing")
			.properties()
			.stream()
			.map((field) -> Map.entry(field.getKey(), scalar(field.getValue())))
			.toList();
		assertThat(sent).isEqualTo(update.values()
			.entrySet()
			.stream()
			.map((entry) -> Map.entry(entry.getKey().key(), entry.getValue()))
			.toList());
	}

	@Property
	void accountHoldsTheUpdateWhenZendeskTookItOver(@ForAll("updates") BillingUpdate update) {
		ObjectNode account = (ObjectNode) JSON.readTree(BillingBody.of(update));
		assertThat(Account.parse(JSON.writeValueAsBytes(account.put("account_key", "k"))).holds(update)).isTrue();
		ObjectNode billing = (ObjectNode) account.get("billing");
		billing.put(update.fields().getFirst().key(), "Something else altogether, longer than two letters");
		assertThat(Account.parse(JSON.writeValueAsBytes(account)).holds(update)).isFalse();
	}

	@Provide
	static Arbitrary<BillingUpdate> updates() {
		return BillingUpdates.any();
	}

	private static Object scalar(JsonNode node) {
		return node.isInt() ? node.intValue() : node.stringValue();
	}

}
