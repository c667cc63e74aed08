package io.zendeskbff.security;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which chain a request comes to, and with which headers none.
 */
class WaysTests {

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			/oauth2/authorization/portal,  none,     true,  true
			/login/oauth2/code/portal,     none,     true,  true
			/oauth2/authorization/portal,  Bearer x, false, false
			/login/oauth2/code/portal,     '',       false, false
			/oauth2/authorization/zendesk, none,     false, true
			/api/v2/account,               none,     false, true
			/api/v2/account,               Bearer x, false, false
			""")
	void chainIsThatOfTheCredentialWhenThereIsOne(String path, @Nullable String authorization, boolean login,
			boolean session) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
		if (authorization != null) {
			request.addHeader("Authorization", authorization);
		}
		assertThat(Ways.isLogin(request)).isEqualTo(login);
		assertThat(Ways.isWithoutAuthorization(request)).isEqualTo(session);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			management, true
			server,     false
			none,       false
			""")
	void chainIsTheManagementsWhenItsServerWasCalled(@Nullable String namespace, boolean management) {
		MockServletContext servlets = new MockServletContext();
		try (ServletWebServerApplicationContext context = new ServletWebServerApplicationContext()) {
			context.setServerNamespace(namespace);
			servlets.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
			assertThat(Ways.isOnManagementPort(new MockHttpServletRequest(servlets))).isEqualTo(management);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "a\tb", "ü\tb", "Zürich", "東京", "\u00A0", "\u0378" })
	void headerPassesWhenItIsText(String value) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addHeader("X-Test", value);
		assertThat(Firewall.strict().getFirewalledRequest(request).getHeader("X-Test")).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ü\u0000", "ü\u0001", "ü\u007F", "ü\u0085", "ü\r\nX: y" })
	void headerIsRefusedWhenItHoldsControlCharacters(String value) {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addHeader("X-Test", value);
		assertThatExceptionOfType(RequestRejectedException.class)
			.isThrownBy(() -> Firewall.strict().getFirewalledRequest(request).getHeader("X-Test"));
	}

	@Test
	void nameIsRefusedWhenItHoldsControlCharacters() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		request.addHeader("X-Tü\u0001st", "value");
		assertThatExceptionOfType(RequestRejectedException.class)
			.isThrownBy(() -> Firewall.strict().getFirewalledRequest(request).getHeader("X-Tü\u0001st"));
		for (String name : List.of("X-Tüst", "X-T\u0378st")) {
			request.addHeader(name, "value");
			assertThat(Firewall.strict().getFirewalledRequest(request).getHeader(name)).isEqualTo("value");
		}
	}

}
