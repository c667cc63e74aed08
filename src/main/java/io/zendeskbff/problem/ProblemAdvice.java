package io.zendeskbff.problem;

import java.io.IOException;

import io.zendeskbff.audit.Attempt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers every exception of controllers, security chain and filters with its problem,
 * and logs it, once.
 */
@RestControllerAdvice
class ProblemAdvice {

	private static final Logger LOGGER = LoggerFactory.getLogger(ProblemAdvice.class);

	@ExceptionHandler
	void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Problem problem = Problems.of(failure);
		log(problem, failure);
		Attempt.of(request).ifPresent((attempt) -> attempt.fail(problem.type().slug(), problem.applied()));
		if (!response.isCommitted()) {
			response.resetBuffer();
			ProblemWriter.write(problem, request, response);
		}
	}

	/** A stack only where the fault is ours; elsewhere the failure says it all. */
	private static void log(Problem problem, Exception failure) {
		ProblemType type = problem.type();
		LOGGER.atLevel(level(type))
			.addKeyValue("problem", type.slug())
			.addKeyValue("reason", Reasons.of(failure))
			.setCause(type.isOurs() ? failure : null)
			.log("Request failed");
	}

	private static Level level(ProblemType type) {
		if (type.isOurs()) {
			return Level.ERROR;
		}
		return type.isUpstreams() ? Level.WARN : Level.DEBUG;
	}

}
