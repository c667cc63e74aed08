package io.zendeskbff.upstream;

import io.zendeskbff.throttle.Throttle;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls Zendesk's API and waits for the whole answer. What of the caller's request may
 * leave is what stands in these parameters, and whether it may at all is the throttle's
 * to say.
 */
public final class ZendeskHttp {

	private final WebClient client;

	private final WebClient alone;

	private final ZendeskProperties properties;

	private final Throttle throttle;

	/**
	 * Calls by either of two clients.
	 * @param client keeps connections for the next call
	 * @param alone opens one for each call
	 */
	ZendeskHttp(WebClient client, WebClient alone, ZendeskProperties properties, Throttle throttle) {
		this.client = client;
		this.alone = alone;
		this.properties = properties;
		this.throttle = throttle;
	}

	/**
	 * Reads a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param token the bearer token, RFC 6750 section 2.1
	 * @param allowance how long it may take, and on whose account it goes
	 * @return the answer, whatever its status
	 * @throws TransportException when no whole answer came, or none was asked for
	 */
	public Answer get(String resource, String token, Allowance allowance) {
		return send(new Exchange(request(HttpMethod.GET, resource, token, allowance)), allowance);
	}

	/**
	 * Sends a change of a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param token the bearer token, RFC 6750 section 2.1
	 * @param json the body
	 * @param allowance how long it may take, and on whose account it goes
	 * @return the answer, whatever its status
	 * @throws TransportException when no whole answer came, or none was asked for
	 */
	public Answer put(String resource, String token, byte[] json, Allowance allowance) {
		WebClient.RequestBodySpec request = request(HttpMethod.PUT, resource, token, allowance);
		request.contentType(MediaType.APPLICATION_JSON);
		return send(new Exchange(request, BodyInserters.fromValue(json), allowance.leaving()), allowance);
	}

	/**
	 * Deletes a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @param token the bearer token, RFC 6750 section 2.1
	 * @param allowance how long it may take, and on whose account it goes
	 * @return the answer, whatever its status
	 * @throws TransportException when no whole answer came, or none was asked for
	 */
	public Answer delete(String resource, String token, Allowance allowance) {
		return send(new Exchange(request(HttpMethod.DELETE, resource, token, allowance)), allowance);
	}

	private Answer send(Exchange exchange, Allowance allowance) {
		this.throttle.take(allowance.share()).ifPresent((rest) -> {
			throw TransportException.throttled(rest);
		});
		Answer answer = exchange.send(allowance.deadline());
		this.throttle.heed(answer.status(), answer.headers());
		return answer;
	}

	private WebClient.RequestBodySpec request(HttpMethod method, String resource, String token, Allowance allowance) {
		return (allowance.alone() ? this.alone : this.client).method(method)
			.uri(this.properties.url(resource))
			.headers((headers) -> headers.setBearerAuth(token));
	}

}
