package io.zendeskbff.account;

/**
 * What Zendesk sent is not the JSON account that its reference promises. Carries no cause
 * and nothing of the body: a parser's message may quote billing values.
 */
public final class InvalidAccountException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean json;

	private InvalidAccountException(String message, boolean json) {
		super(message);
		this.json = json;
	}

	static InvalidAccountException noJson(String message) {
		return new InvalidAccountException(message, false);
	}

	static InvalidAccountException noAccount(String message) {
		return new InvalidAccountException(message, true);
	}

	/**
	 * Whether it is well-formed JSON up to what is wrong with it, and so no mere loss on
	 * the way.
	 */
	public boolean isJson() {
		return this.json;
	}

}
