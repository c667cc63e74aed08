package io.zendeskbff.billing;

import java.util.List;

/**
 * Why the body or the headers of an update are refused before anything is sent upstream.
 */
public sealed interface Rejection {

	/** The body is not one well-formed JSON object in UTF-8, RFC 8259. */
	record NotJson() implements Rejection {
	}

	/**
	 * The body is well-formed and not a billing update.
	 *
	 * @param violations every reason, at least one
	 */
	record Invalid(List<Violation> violations) implements Rejection {

		public Invalid {
			violations = List.copyOf(violations);
		}

	}

	/** The {@code If-Match} header is no list of entity tags. */
	record MalformedIfMatch() implements Rejection {
	}

	/** Updates need an {@code If-Match} header here, RFC 6585 section 3. */
	record IfMatchMissing() implements Rejection {
	}

}
