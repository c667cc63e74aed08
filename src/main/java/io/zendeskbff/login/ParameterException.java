package io.zendeskbff.login;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a login or logout cannot be right.
 */
public final class ParameterException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ParameterException(String sentence) {
		super(sentence);
	}

	/** The value of a parameter that may be there once. */
	static @Nullable String sole(HttpServletRequest request, String name) {
		String[] values = request.getParameterValues(name);
		if (values != null && values.length > 1) {
			throw new ParameterException(name + " is there more than once.");
		}
		return (values != null) ? values[0] : null;
	}

}
