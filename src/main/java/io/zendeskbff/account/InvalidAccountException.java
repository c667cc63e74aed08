package io.zendeskbff.account;

/**
 * What Zendesk sent is not the JSON account that its reference promises. Carries no cause
 * and nothing of the body: a parser's message may quote billing values.
 */
public final class InvalidAccountException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidAccountException(String message) {
		super(message);
	}

}
