package io.zendeskbff.bearer;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SoleBearerTokenResolverTests {

	private final BearerTokenResolver resolver = new SoleBearerTokenResolver();

	private final BearerTokenResolver springs = new DefaultBearerTokenResolver();

	@ParameterizedTest
	@ValueSource(strings = { "Bearer a", "Bearer aZ09-._~+/", "Bearer a.b.c==", "bearer a.b", "BEARER a", "Bearer ",
			"Bearer", "Bearer  a", "Bearer a b", "Bearer a\tb", "Bearer =", "Bearer a=b", "Bearer ä", "Bearer a,b",
			"Bearera", "Basic YTpi", "", " Bearer a", "Bearer a ", "Bearer a\"" })
	void tokenIsSpringsWhenThereIsOneHeader(String header) {
		assertThat(outcome(this.resolver, header)).isEqualTo(outcome(this.springs, header));
	}

	@Property(tries = 2_000)
	void tokenIsSpringsWhenHeaderIsAny(@ForAll("headers") String header) {
		assertThat(outcome(this.resolver, header)).isEqualTo(outcome(this.springs, header));
	}

	@Provide
	Arbitrary<String> headers() {
		Arbitrary<String> scheme = Arbitraries.of("Bearer ", "Bearer ", "Bearer ", "bearer ", "Bearer", "Basic ");
		Arbitrary<String> plain = Arbitraries.strings().alpha().numeric().withChars("-._~+/").ofMaxLength(60);
		Arbitrary<String> odd = Arbitraries.strings().ascii().ofMaxLength(4);
		return scheme.flatMap((one) -> plain.flatMap((token) -> odd.map((end) -> one + token + end)));
	}

	@Test
	void thereIsNoTokenWhenThereIsNoHeader() {
		assertThat(this.resolver.resolve(new MockHttpServletRequest())).isNull();
	}

	@Test
	void requestIsRefusedWhenThereAreTwoHeaders() {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", "Bearer a");
		request.addHeader("Authorization", "Bearer a");
		assertThatExceptionOfType(OAuth2AuthenticationException.class).isThrownBy(() -> this.resolver.resolve(request));
	}

	private static String outcome(BearerTokenResolver resolver, String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", header);
		try {
			return "token " + resolver.resolve(request);
		}
		catch (OAuth2AuthenticationException ex) {
			return "refused " + ex.getError().getErrorCode() + ' ' + ex.getError().getDescription();
		}
	}

}
