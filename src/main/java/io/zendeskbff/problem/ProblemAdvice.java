package io.zendeskbff.problem;

import java.io.IOException;
import java.util.Optional;

import io.zendeskbff.account.Applied;
import io.zendeskbff.audit.Attempt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Answers every exception of controllers, security chain and filters with its problem,
 * and logs and counts it, once.
 */
@RestControllerAdvice
class ProblemAdvice {

	private static final Logger LOGGER = LoggerFactory.getLogger(ProblemAdvice.class);

	private final ProblemMeters meters;

	private final LoginHints hints;

	ProblemAdvice(ProblemMeters meters, LoginHints hints) {
		this.meters = meters;
		this.hints = hints;
	}

	@ExceptionHandler
	void answer(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
		Optional<Attempt> attempt = Attempt.of(request);
		Problem problem = judged(this.hints.addTo(Problems.of(failure), failure, request), attempt);
		log(problem, failure);
		this.meters.count(problem);
		attempt.ifPresent((one) -> one.fail(problem.type().slug(), problem.applied()));
		if (!response.isCommitted()) {
			response.resetBuffer();
			ProblemWriter.write(problem, request, response);
		}
	}

	/** Nobody is left to be told anything. */
	@ExceptionHandler
	void drop(AsyncRequestNotUsableException failure) {
		LOGGER.atDebug().addKeyValue("reason", Reasons.of(failure)).log("The caller is gone");
	}

	/** Where the fault is ours, an update that had started may have arrived. */
	private static Problem judged(Problem problem, Optional<Attempt> attempt) {
		return (problem.type().isOurs() && attempt.filter(Attempt::isStarted).isPresent())
				? problem.with(Applied.UNKNOWN) : problem;
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
