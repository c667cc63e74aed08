package io.zendeskbff.leak;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds any of many secrets in long texts, in time that does not grow with their number.
 */
final class SecretSearch {

	/** What each secret is found by, as short as the shortest of them. */
	private static final int PREFIX = 8;

	private final Map<String, List<String>> byPrefix;

	/**
	 * A search.
	 * @param secrets each at least {@value #PREFIX} UTF-16 code units long
	 */
	SecretSearch(Collection<String> secrets) {
		this.byPrefix = secrets.stream().collect(Collectors.groupingBy((secret) -> secret.substring(0, PREFIX)));
	}

	/** The secrets that stand in a text. */
	Collection<String> in(String text) {
		TreeSet<String> found = new TreeSet<>();
		for (int i = 0; i <= text.length() - PREFIX; i++) {
			for (String secret : this.byPrefix.getOrDefault(text.substring(i, i + PREFIX), List.of())) {
				if (text.startsWith(secret, i)) {
					found.add(secret);
				}
			}
		}
		return found;
	}

}
