package io.zendeskbff.zendesk;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Zendesk receives, byte for byte.
 */
class BillingBodyTests {

	@Test
	void fieldsAreWrittenInTheOrderGivenWhenThereAreSeveral() {
		SequencedMap<BillingField, Object> values = new LinkedHashMap<>();
		values.put(BillingField.STATE, "");
		values.put(BillingField.CYCLE, 12);
		values.put(BillingField.COMPANY, "Bücher & Söhne");
		values.put(BillingField.ADDITIONAL_INFO, "1\n\t2");
		values.put(BillingField.EMAIL, "billing@example.com");
		assertThat(BillingBody.of(new BillingUpdate(values)))
			.isEqualTo(utf8("{\"billing\":{\"state\":\"\",\"cycle\":12,\"company\":\"Bücher & Söhne\","
					+ "\"additional_info\":\"1\\n\\t2\",\"email\":\"billing@example.com\"}}"));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
			` a  b `          | ` a  b `
			"                 | \\"
			\\                | \\\\
			/</script>'       | /</script>'
			\\u0041           | \\\\u0041
			","cycle":1       | \\",\\"cycle\\":1
			äé東\u200D  | äé東\u200D
			𝒵👩\u200D👧𠮷     | 𝒵👩\u200D👧𠮷
			null              | null
			""")
	void textIsWrittenAsItIsWhenJsonAllows(String text, String json) {
		BillingUpdate update = new BillingUpdate(new LinkedHashMap<>(Map.of(BillingField.CITY, text)));
		assertThat(BillingBody.of(update)).isEqualTo(utf8("{\"billing\":{\"city\":\"" + json + "\"}}"));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
