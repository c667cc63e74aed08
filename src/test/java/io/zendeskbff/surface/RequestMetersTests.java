package io.zendeskbff.surface;

import java.util.stream.Stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How requests are counted, and that no caller makes meters without end.
 */
class RequestMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final RequestMeters meters = new RequestMeters(this.registry, new Surface(Stream.empty()));

	@ParameterizedTest
	@CsvSource({ "GET, /api/v2/account, GET, /api/v2/account", "PUT, /api/v2/chat/account, PUT, /api/v2/chat/account",
			"GET, /connection/callback, GET, /connection/callback", "GET, /api/v2/account/, GET, none",
			"DELETE, /anything/else, DELETE, none", "BREW, /api/v2/account, other, /api/v2/account",
			"get, /, other, none" })
	void methodAndPathAreOneOfOursWhenCounted(String method, String path, String counted, String as) {
		Timer timer = this.meters.of(request(method, path), 200);
		assertThat(timer.getId().getTag("method")).isEqualTo(counted);
		assertThat(timer.getId().getTag("path")).isEqualTo(as);
		assertThat(timer.getId().getTag("status")).isEqualTo("200");
	}

	@Test
	void timerIsTheSameWhenRequestsAreOfOneKind() {
		Timer timer = this.meters.of(request("GET", "/one"), 404);
		assertThat(this.meters.of(request("GET", "/two"), 404)).isSameAs(timer);
		assertThat(this.meters.of(request("GET", "/two"), 405)).isNotSameAs(timer);
		assertThat(this.registry.getMeters()).hasSize(2);
	}

	@Test
	void contextPathIsNoPartOfThePathWhenCounted() {
		MockHttpServletRequest request = request("GET", "/zendesk/api/v2/account");
		request.setContextPath("/zendesk");
		assertThat(this.meters.of(request, 200).getId().getTag("path")).isEqualTo("/api/v2/account");
	}

	@Test
	void statusIs500WhenAnExceptionEscapes() {
		RequestMeterFilter filter = new RequestMeterFilter(this.meters);
		assertThatExceptionOfType(ServletException.class)
			.isThrownBy(() -> filter.doFilter(request("GET", "/one"), new MockHttpServletResponse(), (_, _) -> {
				throw new ServletException();
			}));
		assertThat(this.registry.get("bff.surface.requests").tag("status", "500").timer().count()).isEqualTo(1);
	}

	private static MockHttpServletRequest request(String method, String path) {
		return new MockHttpServletRequest(method, path);
	}

}
