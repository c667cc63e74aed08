package io.zendeskbff.grant;

/**
 * What a new access token can be had for, RFC 6749 section 1.5. At Zendesk it can be used
 * once.
 *
 * @param value the secret itself
 */
public record RefreshToken(String value) {

	/** Never the token in a log. */
	@Override
	public String toString() {
		return "RefreshToken[]";
	}

}
