package io.zendeskbff.problem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What becomes of exceptions that nobody behind this filter has caught.
 */
class EscapedExceptionFilterTests {

	private final List<Exception> asked = new ArrayList<>();

	private final HandlerExceptionResolver answering = (_, _, _, ex) -> {
		this.asked.add(ex);
		return new ModelAndView();
	};

	private final HandlerExceptionResolver helpless = (_, _, _, _) -> null;

	@Test
	void exceptionEndsHereWhenItBecomesAProblem() {
		for (Exception thrown : List.of(new IllegalStateException(), new ServletException())) {
			assertThatCode(() -> filter(this.answering, thrown)).doesNotThrowAnyException();
			assertThat(this.asked).last().isSameAs(thrown);
		}
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void exceptionGoesOnWhenNobodyKnowsIt() {
		for (Exception thrown : List.of(new IllegalStateException(), new ServletException())) {
			assertThatException().isThrownBy(() -> filter(this.helpless, thrown)).isSameAs(thrown);
		}
	}

	/** Its connection is the container's to close. */
	@Test
	void exceptionGoesOnWhenTheCallerIsGone() {
		IOException thrown = new IOException();
		assertThatException().isThrownBy(() -> filter(this.answering, thrown)).isSameAs(thrown);
		assertThat(this.asked).isEmpty();
	}

	private static void filter(HandlerExceptionResolver problems, Exception thrown) throws Exception {
		new EscapedExceptionFilter(problems).filter(new MockHttpServletRequest(), new MockHttpServletResponse(),
				(_, _) -> {
					switch (thrown) {
						case IOException ex -> throw ex;
						case ServletException ex -> throw ex;
						case RuntimeException ex -> throw ex;
						default -> throw new AssertionError(thrown);
					}
				});
	}

}
