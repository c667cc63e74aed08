package io.zendeskbff.fields;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a text must look like beside its length and its characters. An empty one is never
 * asked.
 *
 * @param test whether it does
 * @param outline a regular expression that JavaScript reads as Java does and that fits
 * every such text, empty where {@code characters} say all
 * @param values all that there are, where they can be listed
 * @param message how to say it to a caller, empty where any text will do
 */
record TextShape(Predicate<String> test, String outline, SortedSet<String> values, String message) {

	static final TextShape ANY = new TextShape((_) -> true, "", Collections.emptySortedSet(), "");

	TextShape {
		values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
	}

	static TextShape like(String pattern, String message) {
		return outlined(Pattern.compile(pattern).asMatchPredicate(), pattern, message);
	}

	static TextShape outlined(Predicate<String> test, String outline, String message) {
		return new TextShape(test, outline, Collections.emptySortedSet(), message);
	}

	static TextShape oneOf(Set<String> values, String message) {
		return new TextShape(values::contains, "", new TreeSet<>(values), message);
	}

}
