package io.zendeskbff.bearer;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for any octets as {@code Authorization} headers, one a line: with one header
 * Spring's own outcome, with more a refusal, and never a word of what was sent.
 */
class SoleBearerTokenResolverFuzzTests {

	private final BearerTokenResolver resolver = new SoleBearerTokenResolver();

	private final BearerTokenResolver springs = new DefaultBearerTokenResolver();

	@FuzzTest
	@DictionaryEntries({ "Bearer ", "bearer ", "BEARER", "Basic ", "Bearer", "=", "==", ".", "-._~+/" })
	void outcomeIsSpringsOrARefusalWhenHeadersAreAny(byte[] octets) {
		String text = new String(octets, StandardCharsets.ISO_8859_1);
		assertOutcome(List.of(text.split("\n", -1)));
		assertOutcome(List.of("Bearer " + text));
		assertThat(this.resolver.resolve(request(List.of(), text))).isNull();
	}

	private void assertOutcome(List<String> headers) {
		String outcome = outcome(this.resolver, headers);
		assertThat(outcome(this.resolver, headers)).isEqualTo(outcome);
		assertThat(outcome).isEqualTo((headers.size() == 1) ? outcome(this.springs, headers)
				: "refused invalid_request More than one Authorization header");
		assertThat(outcome).matches("none|token [A-Za-z0-9._~+/-]+=*|refused invalid_request More than one"
				+ " Authorization header|refused invalid_token Bearer token is malformed");
	}

	private static String outcome(BearerTokenResolver resolver, List<String> headers) {
		try {
			String token = resolver.resolve(request(headers, "parameter"));
			return (token != null) ? "token " + token : "none";
		}
		catch (OAuth2AuthenticationException ex) {
			return "refused " + ex.getError().getErrorCode() + ' ' + ex.getError().getDescription();
		}
	}

	/**
	 * RFC 6750 sections 2.2 and 2.3 have tokens in forms and queries, which we do not.
	 */
	private static MockHttpServletRequest request(List<String> headers, String parameter) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addParameter("access_token", parameter);
		headers.forEach((header) -> request.addHeader("Authorization", header));
		return request;
	}

}
