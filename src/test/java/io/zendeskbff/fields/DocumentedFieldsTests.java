package io.zendeskbff.fields;

import java.util.List;
import java.util.stream.Stream;

import io.zendeskbff.documents.Readme;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * README's table of fields is the code's.
 */
class DocumentedFieldsTests {

	@Test
	void readmeHasTheFieldTableWhenRead() {
		List<List<String>> expected = Stream.of(BillingField.values()).map(DocumentedFieldsTests::row).toList();
		assertThat(Readme.read().table("field")).isEqualTo(expected);
	}

	private static List<String> row(BillingField field) {
		String key = "`" + field.key() + "`";
		return switch (field.rule()) {
			case FieldRule.Text(int longest, BillingText characters, TextShape shape) ->
				List.of(key, "string", Integer.toString(longest), shape(characters, shape.message()));
			case FieldRule.WholeNumber(int least, int greatest) ->
				List.of(key, "integer", Integer.toString(greatest), least + " to " + greatest);
		};
	}

	private static String shape(BillingText characters, String message) {
		if (!message.isEmpty()) {
			return message.replaceFirst("^must be ", "");
		}
		return switch (characters) {
			case LINE -> "any text";
			case LINES -> "any text; line feeds and tabs too";
		};
	}

}
