package io.zendeskbff.contract;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression of Prometheus's language, as far as alerts and dashboards here use it:
 * each metric in it stands before braces.
 */
record PromQl(String text) {

	private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{([^}]*)}");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)(=~|!~|!=|=)\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

	private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

	private static final Set<String> LANGUAGE = Set.of("sum", "min", "max", "rate", "increase", "max_over_time",
			"vector", "and", "or", "unless");

	PromQl {
		String rest = SELECTOR.matcher(GROUPING.matcher(text).replaceAll(""))
			.replaceAll("")
			.replaceAll("\\[[^]]*]", "");
		List<String> strange = WORD.matcher(rest)
			.results()
			.map(MatchResult::group)
			.filter((word) -> !LANGUAGE.contains(word))
			.toList();
		if (!strange.isEmpty()) {
			throw new IllegalArgumentException("Neither a metric with braces nor PromQL: " + strange + " in " + text);
		}
	}

	/** The metrics, each with what is asked of its labels. */
	Stream<Selector> selectors() {
		return SELECTOR.matcher(this.text)
			.results()
			.map((match) -> new Selector(match.group(1), labels(match.group(2))));
	}

	private static Map<String, String> labels(String braces) {
		return LABEL.matcher(braces)
			.results()
			.collect(Collectors.toMap((label) -> label.group(1), (label) -> label.group(2) + label.group(3)));
	}

	/** The labels that series are put together by. */
	Stream<String> groupings() {
		return GROUPING.matcher(this.text).results().flatMap((match) -> Stream.of(match.group(1).split(", ")));
	}

	/**
	 * A metric and what is asked of its labels.
	 *
	 * @param metric its name
	 * @param labels operator and value, by label
	 */
	record Selector(String metric, Map<String, String> labels) {
	}

}
