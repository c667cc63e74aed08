package io.zendeskbff.openapi;

import java.util.List;

/**
 * Every kind of problem that callers may be told, by whoever tells them.
 *
 * @param kinds in the order of README's table
 */
public record ProblemCatalog(List<Kind> kinds) {

	public ProblemCatalog {
		kinds = List.copyOf(kinds);
	}

	Kind of(String slug) {
		return this.kinds.stream()
			.filter((kind) -> kind.slug().equals(slug))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("There is no problem " + slug));
	}

	/**
	 * One kind, RFC 9457 section 3.1.
	 *
	 * @param slug the last part of its type
	 * @param type its URN
	 * @param status the status of the answer
	 * @param title what it is
	 */
	public record Kind(String slug, String type, int status, String title) {
	}

}
