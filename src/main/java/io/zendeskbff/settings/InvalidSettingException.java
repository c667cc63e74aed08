package io.zendeskbff.settings;

/**
 * The configuration cannot be right; the message is the sentence for the operator.
 */
final class InvalidSettingException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidSettingException(String sentence) {
		super(sentence);
	}

}
