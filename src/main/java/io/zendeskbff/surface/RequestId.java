package io.zendeskbff.surface;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/**
 * The id by which a request is found again in answers, logs and the audit trail.
 */
public final class RequestId {

	/** The header that carries it, in requests and in answers. */
	public static final String HEADER = "X-Request-Id";

	private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9-]{1,64}");

	/** Unique they have to be, and not secret. */
	private static final IdGenerator IDS = new AlternativeJdkIdGenerator();

	private static final String ATTRIBUTE = RequestId.class.getName();

	private RequestId() {
	}

	/**
	 * The id of a request: the caller's where it is harmless, a new one otherwise.
	 * @param request the request to look at
	 * @return 1 to 64 letters, digits and hyphens; the same at each call
	 */
	public static String of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof String known) {
			return known;
		}
		String id = acceptedOrNew(request.getHeader(HEADER));
		request.setAttribute(ATTRIBUTE, id);
		return id;
	}

	private static String acceptedOrNew(@Nullable String header) {
		return (header != null && ACCEPTED.matcher(header).matches()) ? header : IDS.generateId().toString();
	}

}
