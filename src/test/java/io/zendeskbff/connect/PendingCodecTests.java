package io.zendeskbff.connect;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was sealed by us need not be what we read today.
 */
class PendingCodecTests {

	private static final String REQUEST = "{\"authorizationUri\":\"https://a\",\"clientId\":\"c\",\"redirectUri\":\"https://b\",\"scopes\":[],\"state\":\"s\",\"attributes\":{}}";

	private static final String STARTER = "{\"issuer\":\"i\",\"subject\":\"s\",\"role\":\"OWNER\"}";

	private static final String GENERATION = "\"00000000-0000-0000-0000-000000000001\"";

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "[]", "{", "<html>",
			"{\"request\":" + REQUEST + ",\"starter\":" + STARTER + ",\"generation\":1}",
			"{\"request\":[],\"starter\":" + STARTER + ",\"generation\":" + GENERATION + "}" })
	void nothingIsFoundWhenContentIsAnotherKind(String json) {
		assertThat(PendingCodec.decode(json.getBytes(UTF_8))).isEmpty();
	}

	@Test
	void authorizationIsFoundWhenContentIsWhole() {
		String json = "{\"request\":" + REQUEST + ",\"starter\":" + STARTER + ",\"generation\":" + GENERATION + "}";
		assertThat(PendingCodec.decode(json.getBytes(UTF_8)))
			.hasValueSatisfying((found) -> assertThat(found.state()).isEqualTo("s"));
	}

}
