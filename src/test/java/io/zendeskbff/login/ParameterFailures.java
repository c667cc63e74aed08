package io.zendeskbff.login;

/**
 * Parameters that cannot be right for those who must tell of them.
 */
public final class ParameterFailures {

	private ParameterFailures() {
	}

	public static ParameterException of(String sentence) {
		return new ParameterException(sentence);
	}

}
