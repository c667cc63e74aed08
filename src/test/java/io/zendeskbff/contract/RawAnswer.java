package io.zendeskbff.contract;

import java.util.Map;

/**
 * An answer as it came over a {@link RawConnection}.
 *
 * @param status its status code
 * @param headers by their names in lower case
 * @param body its text
 */
public record RawAnswer(int status, Map<String, String> headers, String body) {

	public boolean endsConnection() {
		return "close".equalsIgnoreCase(this.headers.get("connection"));
	}

	public boolean isProblem(String slug) {
		return this.body.contains("\"urn:zendesk-account-bff:problem:" + slug + "\"");
	}

}
