package io.zendeskbff.openapi;

import java.math.BigDecimal;
import java.util.SequencedMap;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.FieldRule;
import io.zendeskbff.openapi.ProblemCatalog.Kind;

/**
 * The schemas: those that stand beside this class, and what the code knows itself.
 */
final class Schemas {

	private Schemas() {
	}

	static SequencedMap<String, JsonSchema> all(Json json, ProblemCatalog problems) {
		SequencedMap<String, JsonSchema> schemas = json.read("schemas.json", JsonSchema.class);
		schemas.computeIfPresent("Problem", (_, problem) -> withTypes(problem, problems));
		schemas.computeIfPresent("AccountBilling", (_, billing) -> withFields(billing));
		schemas.put("BillingUpdate", update());
		schemas.put("Billing", billing());
		return schemas;
	}

	private static JsonSchema withTypes(JsonSchema problem, ProblemCatalog problems) {
		JsonSchema type = typed("string");
		type.setEnum(problems.kinds().stream().<Object>map(Kind::type).toList());
		problem.addProperty("type", type);
		return problem;
	}

	private static JsonSchema withFields(JsonSchema billing) {
		Stream.of(BillingField.values()).forEach((field) -> billing.addProperty(field.key(), typed(field.rule())));
		return billing;
	}

	private static JsonSchema update() {
		JsonSchema update = object("What an update sends: the fields that change, and nothing else");
		update.addProperty("billing", Answers.reference("Billing"));
		update.addRequiredItem("billing");
		return update;
	}

	private static JsonSchema billing() {
		JsonSchema billing = object("The fields that change, at least one. An empty string clears a text field; null is"
				+ " refused. Lengths count code points");
		Stream.of(BillingField.values()).forEach((field) -> billing.addProperty(field.key(), ruled(field.rule())));
		billing.setMinProperties(1);
		billing.setMaxProperties(BillingField.values().length);
		return billing;
	}

	private static JsonSchema ruled(FieldRule rule) {
		JsonSchema schema = typed(rule);
		schema.setDescription(rule.sentence());
		switch (rule) {
			case FieldRule.Text text -> {
				schema.setMaxLength(text.longest());
				schema.setPattern(text.pattern());
				if (!text.values().isEmpty()) {
					schema.setEnum(Stream.<Object>concat(Stream.of(""), text.values().stream()).toList());
				}
			}
			case FieldRule.WholeNumber number -> {
				schema.setMinimum(BigDecimal.valueOf(number.least()));
				schema.setMaximum(BigDecimal.valueOf(number.greatest()));
			}
		}
		return schema;
	}

	private static JsonSchema typed(FieldRule rule) {
		return typed(switch (rule) {
			case FieldRule.Text _ -> "string";
			case FieldRule.WholeNumber _ -> "integer";
		});
	}

	static JsonSchema typed(String type) {
		JsonSchema schema = new JsonSchema();
		schema.addType(type);
		return schema;
	}

	private static JsonSchema object(String description) {
		JsonSchema object = typed("object");
		object.setDescription(description);
		object.setAdditionalProperties(false);
		return object;
	}

}
