package io.zendeskbff.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The value of an {@code If-Match} or {@code If-None-Match} header, RFC 9110 sections
 * 13.1.1 and 13.1.2: a list of entity tags, or {@code *} for any.
 */
public final class EntityTags {

	private static final Pattern ANY = Pattern.compile("[ \\t]*+\\*[ \\t]*+");

	private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\"");

	private static final Pattern LIST = Pattern
		.compile("[ \\t,]*+" + TAG + "(?:[ \\t]*+,[ \\t,]*+" + TAG + ")*+[ \\t,]*+");

	private final boolean any;

	private final List<String> tags;

	private EntityTags(boolean any, List<String> tags) {
		this.any = any;
		this.tags = tags;
	}

	/**
	 * Reads the lines of one header.
	 * @param lines its values in the order received, at least one
	 * @return empty when they are not what RFC 9110 allows
	 */
	public static Optional<EntityTags> parse(List<String> lines) {
		String header = String.join(",", lines);
		if (ANY.matcher(header).matches()) {
			return Optional.of(new EntityTags(true, List.of()));
		}
		return LIST.matcher(header).matches() ? Optional.of(new EntityTags(false, split(header))) : Optional.empty();
	}

	private static List<String> split(String header) {
		List<String> tags = new ArrayList<>();
		TAG.matcher(header).results().forEach((tag) -> tags.add(tag.group()));
		return List.copyOf(tags);
	}

	/**
	 * Strong comparison, RFC 9110 section 8.8.3.2: a weak tag never matches.
	 * @param entityTag a strong tag with its quotes
	 * @return whether it is among these
	 */
	public boolean matchesStrongly(String entityTag) {
		return this.any || this.tags.contains(entityTag);
	}

	/**
	 * Weak comparison, RFC 9110 section 8.8.3.2.
	 * @param entityTag a strong tag with its quotes
	 * @return whether it, or its weak form, is among these
	 */
	public boolean matchesWeakly(String entityTag) {
		return matchesStrongly(entityTag) || this.tags.contains("W/" + entityTag);
	}

}
