package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.HttpCalls;

/**
 * A Zendesk with a certified OAuth server, the npm package {@code oidc-provider}, in a
 * process of its own: refresh tokens rotate, and whoever uses one twice loses the grant.
 */
final class OidcZendesk implements AutoCloseable {

	private final HttpCalls calls = new HttpCalls();

	private final NodeProcess node;

	private OidcZendesk(NodeProcess node) {
		this.node = node;
	}

	/**
	 * Starts it.
	 * @param redirectUri the only one that its client may name
	 */
	static OidcZendesk start(URI redirectUri) {
		return new OidcZendesk(NodeProcess.start("oidc-zendesk.mjs", redirectUri.toString()));
	}

	URI baseUrl() {
		return this.node.address();
	}

	URI uri(String path) {
		return baseUrl().resolve(path);
	}

	/** Answers 401 to every access token given out so far; refresh tokens stay good. */
	void expire() {
		control(HttpRequest.newBuilder(uri("/control/expire")).POST(BodyPublishers.noBody()), 204);
	}

	/** How often the token endpoint was called, by grant type. */
	Map<String, Integer> tokenCalls() {
		return JsonPath.read(stats(), "$.tokenCalls");
	}

	int refusedTokenCalls() {
		return JsonPath.read(stats(), "$.refusedTokenCalls");
	}

	/** How many grants were revoked because a code or a refresh token came again. */
	int reuses() {
		return JsonPath.read(stats(), "$.reuses");
	}

	int accountCalls() {
		return JsonPath.read(stats(), "$.accountCalls");
	}

	private String stats() {
		return control(HttpRequest.newBuilder(uri("/control/stats")), 200);
	}

	private String control(HttpRequest.Builder request, int status) {
		HttpResponse<String> response = this.calls.send(request);
		if (response.statusCode() != status) {
			throw new IllegalStateException("Status " + response.statusCode() + " from " + response.uri());
		}
		return response.body();
	}

	/**
	 * Ends the process.
	 * @return how it ended: 0 when by itself
	 */
	int stop() {
		return this.node.stop();
	}

	@Override
	public void close() {
		this.calls.close();
		stop();
	}

}
