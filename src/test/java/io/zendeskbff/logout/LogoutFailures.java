package io.zendeskbff.logout;

/**
 * Logout tokens that prove nothing for those who must tell of them.
 */
public final class LogoutFailures {

	private LogoutFailures() {
	}

	public static LogoutTokenException token(String sentence) {
		return new LogoutTokenException(sentence);
	}

}
