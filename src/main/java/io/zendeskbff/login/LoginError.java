package io.zendeskbff.login;

import java.util.regex.Pattern;

/**
 * Tells a page by its URL that a login came to nothing.
 */
final class LoginError {

	private static final String NAME = "login_error=";

	/** Of a login before. */
	private static final Pattern OLD = Pattern.compile("(?<=[?&])" + NAME + "[^&]*&?");

	private LoginError() {
	}

	/** The rest stays to the letter; a fragment stays at the end. */
	static String addedTo(String url, String error) {
		int hash = url.indexOf('#');
		String page = (hash < 0) ? url : url.substring(0, hash);
		String bare = OLD.matcher(page).replaceAll("");
		String start = bare.contains("?") ? bare : bare + '?';
		return start + (start.endsWith("?") || start.endsWith("&") ? "" : "&") + NAME + error
				+ ((hash < 0) ? "" : url.substring(hash));
	}

}
