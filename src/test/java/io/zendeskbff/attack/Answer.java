package io.zendeskbff.attack;

import org.jspecify.annotations.Nullable;

/**
 * An answer as it came.
 *
 * @param status its status code
 * @param head everything before the body
 * @param body its text, empty when there is none
 */
record Answer(int status, String head, String body) {

	/**
	 * A header that is there at most once.
	 * @param name its name, in any case
	 */
	@Nullable String header(String name) {
		return this.head.lines()
			.filter((line) -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
			.map((line) -> line.substring(name.length() + 1).strip())
			.reduce((one, other) -> one + ", " + other)
			.orElse(null);
	}

}
