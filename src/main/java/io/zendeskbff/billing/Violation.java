package io.zendeskbff.billing;

import io.zendeskbff.fields.FieldRule.Breach;
import tools.jackson.core.JsonPointer;

/**
 * One reason why a request body is refused; names the member, never its value.
 *
 * @param pointer where, RFC 6901
 * @param code a stable word for programs
 * @param message a sentence for people
 */
public record Violation(String pointer, String code, String message) {

	static Violation at(JsonPointer pointer, Breach breach) {
		return new Violation(pointer.toString(), breach.code(), breach.message());
	}

	static Violation at(JsonPointer pointer, String code, String message) {
		return new Violation(pointer.toString(), code, message);
	}

}
