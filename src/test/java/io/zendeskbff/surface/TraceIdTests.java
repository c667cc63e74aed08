package io.zendeskbff.surface;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which {@code traceparent} names a trace, W3C Trace Context section 3.2.
 */
class TraceIdTests {

	@ParameterizedTest
	@ValueSource(strings = { "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff" })
	void traceIsNamedWhenTheHeaderIsValid(String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("traceparent", header);
		assertThat(TraceId.of(request)).contains("0af7651916cd43dd8448eb211c80319c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "nonsense", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
			"00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
			"00-00000000000000000000000000000000-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
			"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n" })
	void noTraceIsNamedWhenTheHeaderIsNotValid(String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("traceparent", header);
		assertThat(TraceId.of(request)).isEmpty();
	}

	@Test
	void noTraceIsNamedWhenThereIsNoHeader() {
		assertThat(TraceId.of(new MockHttpServletRequest())).isEmpty();
	}

}
