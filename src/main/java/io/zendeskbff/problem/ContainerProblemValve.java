package io.zendeskbff.problem;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

import io.zendeskbff.surface.RequestId;
import io.zendeskbff.surface.SecurityHeaders;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpStatus;

/**
 * Answers what Tomcat refuses by itself, before any filter or behind all of them, in the
 * words of everything else.
 */
final class ContainerProblemValve extends ErrorReportValve {

	private static final Logger LOGGER = LoggerFactory.getLogger(ContainerProblemValve.class);

	/** What a container may have to say. */
	private static final Set<ProblemType> CONTAINERS = EnumSet.of(ProblemType.BAD_REQUEST, ProblemType.NOT_FOUND,
			ProblemType.METHOD_NOT_ALLOWED, ProblemType.REQUEST_TIMEOUT, ProblemType.PAYLOAD_TOO_LARGE,
			ProblemType.NOT_IMPLEMENTED, ProblemType.OVERLOADED, ProblemType.INTERNAL);

	private final ProblemMeters meters;

	ContainerProblemValve(ProblemMeters meters) {
		this.meters = meters;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable thrown) {
		if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
			return;
		}
		Problem problem = problem(response.getStatus());
		this.meters.count(problem);
		try {
			response.setHeader(RequestId.HEADER, RequestId.of(request));
			SecurityHeaders.write(response);
			ProblemWriter.write(problem, request, response);
			response.finishResponse();
		}
		catch (IOException ex) {
			LOGGER.atDebug().setCause(ex).log("The caller is gone");
		}
	}

	private static Problem problem(int status) {
		return CONTAINERS.stream()
			.filter((type) -> type.status().value() == status)
			.findFirst()
			.map((type) -> Problem.of(type, "The request was refused before it was looked at."))
			.orElseGet(() -> Problem.of(isCallersFault(status) ? ProblemType.BAD_REQUEST : ProblemType.INTERNAL,
					"The request could not be answered."));
	}

	/** Tomcat says 505 to whatever he makes up for a version of HTTP. */
	private static boolean isCallersFault(int status) {
		return status < 500 || status == HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value();
	}

}
