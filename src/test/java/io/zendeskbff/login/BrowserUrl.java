package io.zendeskbff.login;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a browser would go, by the basic URL parser of the URL Standard as far as it
 * finds the origin: it drops tabs and line feeds, takes backslashes for slashes and as
 * many of them as there are, and puts what names no host under its own page.
 */
final class BrowserUrl {

	private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);

	private BrowserUrl() {
	}

	/**
	 * The origin of the page that a browser goes to.
	 * @param text what stands in a link
	 * @param page the origin of the page with the link, of https
	 */
	static String origin(String text, String page) {
		String url = text.replaceAll("^[\\x00-\\x20]+|[\\x00-\\x20]+$", "").replaceAll("[\\t\\n\\r]", "");
		Matcher absolute = SCHEME.matcher(url);
		if (!absolute.matches()) {
			return namesHost(url) ? hostOf("https", url) : page;
		}
		String scheme = absolute.group(1).toLowerCase(Locale.ROOT);
		return switch (scheme) {
			case "https" -> namesHost(absolute.group(2)) ? hostOf(scheme, absolute.group(2)) : page;
			case "http" -> hostOf(scheme, absolute.group(2));
			default -> scheme + ":";
		};
	}

	private static boolean namesHost(String rest) {
		return rest.matches("(?s)[/\\\\]{2}.*");
	}

	private static String hostOf(String scheme, String rest) {
		String authority = rest.replaceFirst("^[/\\\\]+", "").replaceFirst("(?s)[/\\\\?#].*", "");
		String host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
		String name = host.replaceFirst(scheme.equals("https") ? ":(?:0*443)?$" : ":(?:0*80)?$", "");
		return scheme + "://" + (name.contains("%") ? decoded(name) : name);
	}

	private static String decoded(String name) {
		try {
			return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException _) {
			return name;
		}
	}

}
