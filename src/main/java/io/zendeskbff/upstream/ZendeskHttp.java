package io.zendeskbff.upstream;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls Zendesk's API and waits for the whole answer. What of the caller's request may
 * leave is what stands in these parameters.
 */
public final class ZendeskHttp {

	private final WebClient client;

	private final ZendeskProperties properties;

	ZendeskHttp(WebClient client, ZendeskProperties properties) {
		this.client = client;
		this.properties = properties;
	}

	/**
	 * Reads a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param token the bearer token, RFC 6750 section 2.1
	 * @param deadline until when the last byte must be there
	 * @return the answer, whatever its status
	 * @throws TransportException when no whole answer came
	 */
	public Answer get(String resource, String token, Deadline deadline) {
		return new Exchange(request(HttpMethod.GET, resource, token)).send(deadline);
	}

	/**
	 * Sends a change of a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param token the bearer token, RFC 6750 section 2.1
	 * @param json the body
	 * @param deadline until when the last byte must be there
	 * @return the answer, whatever its status
	 * @throws TransportException when no whole answer came
	 */
	public Answer put(String resource, String token, byte[] json, Deadline deadline) {
		WebClient.RequestBodySpec request = request(HttpMethod.PUT, resource, token);
		request.contentType(MediaType.APPLICATION_JSON).bodyValue(json);
		return new Exchange(request).send(deadline);
	}

	/**
	 * Deletes a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param token the bearer token, RFC 6750 section 2.1
	 * @param deadline until when the last byte must be there
	 * @return the answer, whatever its status
	 * @throws TransportException when no whole answer came
	 */
	public Answer delete(String resource, String token, Deadline deadline) {
		return new Exchange(request(HttpMethod.DELETE, resource, token)).send(deadline);
	}

	private WebClient.RequestBodySpec request(HttpMethod method, String resource, String token) {
		return this.client.method(method)
			.uri(this.properties.url(resource))
			.headers((headers) -> headers.setBearerAuth(token));
	}

}
