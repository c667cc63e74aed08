package io.zendeskbff.logout;

/**
 * Nobody is logged out, because nothing shows that the identity provider wants it.
 */
public final class LogoutTokenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	LogoutTokenException(String sentence) {
		super(sentence);
	}

}
