package io.zendeskbff.zendesk;

import java.util.Set;

import io.zendeskbff.fields.BillingField;
import io.zendeskbff.upstream.PreparedAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorBodyTests {

	private static final String JSON = "Content-Type: application/json; charset=utf-8";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{"error":"RecordInvalid","details":{"email":[{"error":"InvalidValue"}]}}    | EMAIL
					{"error":{"title":"x","message":"y"},"email":"is not valid"}                | EMAIL
					{"errors":[{"field":"email"},{"field":"billing.phone"}]}                    | EMAIL PHONE
					{"errors":[{"field":"billing[country_code]","code":"taken"}]}               | COUNTRY_CODE
					{"errors":[{"pointer":"/billing/postal_code"},{"name":"cycle"}]}            | POSTAL_CODE CYCLE
					{"billing":{"address1":"too long","address2":"too long"},"city":{"x":{}}}   | ADDRESS1 ADDRESS2 CITY
					{"email":1,"phone":null,"state":false,"company":[],"first_name":{}}         | EMAIL PHONE STATE COMPANY FIRST_NAME
					""")
	void fieldsAreThoseThatZendeskNamesWhenTheyAreOurs(String body, String fields) {
		assertThat(ErrorBody.of(PreparedAnswer.of(422, body, JSON)))
			.hasValueSatisfying((error) -> assertThat(error.fields()).extracting(BillingField::name)
				.containsExactlyInAnyOrder(fields.split(" ")));
	}

	@ParameterizedTest
	@EnumSource
	void everyFieldIsFoundWhenItIsNamed(BillingField field) {
		String body = "{\"details\":{\"%s\":[]}}".formatted(field.key());
		assertThat(ErrorBody.of(PreparedAnswer.of(422, body, JSON))).contains(new ErrorBody(Set.of(field)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"error\":\"Forbidden\",\"description\":\"You may not\"}",
			"{\"description\":\"email is invalid\"}", "{\"Email\":1,\"e-mail\":2,\"emails\":3,\"xemail\":4,\"\":5}",
			"{\"billing\":{\"price\":\"x\"}}", "{\"x\":[1,true,null,\"\",\".\",\"[]\"]}" })
	void noFieldIsFoundWhenZendeskNamesNoneOfOurs(String body) {
		assertThat(ErrorBody.of(PreparedAnswer.of(422, body, JSON))).contains(new ErrorBody(Set.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "[]", "[{\"email\":1}]", "null", "\"email\"", "1", "Forbidden",
			"<html>email</html>", "{\"email\":", "{\"email\":1", "{email:1}", "{\"email\":\"\u0001\"}" })
	void thereIsNoErrorBodyWhenItIsNoJsonObject(String body) {
		assertThat(ErrorBody.of(PreparedAnswer.of(403, body, JSON))).isEmpty();
	}

	@Test
	void thereIsNoErrorBodyWhenItIsDeeplyNested() {
		String body = "{\"email\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
		assertThat(ErrorBody.of(PreparedAnswer.of(403, body, JSON))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type: text/html", "Content-Type: text/plain", "Content-Type: garbage",
			"Content-Type: application/json; charset=iso-8859-1", "X-Other: 1" })
	void thereIsNoErrorBodyWhenItsTypeIsNotJson(String header) {
		assertThat(ErrorBody.of(PreparedAnswer.of(403, "{\"email\":1}", header))).isEmpty();
	}

	@Test
	void thereIsNoErrorBodyWhenItIsEncoded() {
		assertThat(ErrorBody.of(PreparedAnswer.of(403, "{\"email\":1}", JSON, "Content-Encoding: gzip"))).isEmpty();
	}

}
