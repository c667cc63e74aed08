package io.zendeskbff.local;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shapes in which Zendesk Chat answers, with the headers that the service must keep
 * to itself.
 */
final class Answers {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private Answers() {
	}

	static ResponseDefinitionBuilder json(int status, JsonNode body) {
		return answer(status, "application/json; charset=utf-8", body.toString());
	}

	/**
	 * An error in the shape that was seen for 401 and 405.
	 */
	static ResponseDefinitionBuilder error(int status, String error, String description) {
		return json(status, object().put("error", error).put("description", description));
	}

	/**
	 * An error of the OAuth endpoints, which come without description.
	 */
	static ResponseDefinitionBuilder oauthError(int status, String error) {
		return json(status, object().put("error", error));
	}

	static ResponseDefinitionBuilder methodNotAllowed() {
		return error(405, "Method Not Allowed", "The method is not allowed for the requested URL");
	}

	static ResponseDefinitionBuilder throttled(long seconds) {
		return answer(429, "text/plain; charset=utf-8", "Too many requests")
			.withHeader("Retry-After", Long.toString(seconds))
			.withHeader("Cache-Control", "public, max-age=60");
	}

	static ResponseDefinitionBuilder unavailable() {
		return answer(503, "text/plain; charset=utf-8", "Service Unavailable");
	}

	static ResponseDefinitionBuilder page() {
		return answer(200, "text/html; charset=utf-8",
				"<!DOCTYPE html><html><title>Zendesk</title><h1>Scheduled maintenance</h1></html>");
	}

	static ObjectNode object() {
		return JSON.createObjectNode();
	}

	private static ResponseDefinitionBuilder answer(int status, String type, String body) {
		return WireMock.aResponse()
			.withStatus(status)
			.withHeader("Content-Type", type)
			.withHeader("Set-Cookie", "__zendesk_session=upstream; Path=/")
			.withHeader("X-Zendesk-Origin-Server", "upstream")
			.withBody(body);
	}

}
