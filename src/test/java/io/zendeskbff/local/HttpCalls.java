package io.zendeskbff.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;

import io.zendeskbff.leak.Wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Plain HTTP calls; redirects are not followed.
 */
public final class HttpCalls implements AutoCloseable {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	/** Means nothing to anybody, and so may turn up nowhere. */
	private final String canary = "canary-of-a-header-" + RandomText.next();

	HttpResponse<String> get(URI uri, String token) {
		return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token));
	}

	HttpResponse<String> send(String method, URI uri, String token, String body) {
		return send(HttpRequest.newBuilder(uri)
			.method(method, BodyPublishers.ofString(body))
			.header("Authorization", "Bearer " + token)
			.header("Content-Type", "application/json"));
	}

	HttpResponse<String> form(URI uri, String body) {
		return send(HttpRequest.newBuilder(uri)
			.POST(BodyPublishers.ofString(body))
			.header("Content-Type", "application/x-www-form-urlencoded"));
	}

	HttpResponse<String> form(URI uri, String user, String password, String body) {
		String credentials = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
		return send(HttpRequest.newBuilder(uri)
			.POST(BodyPublishers.ofString(body))
			.header("Authorization", "Basic " + credentials)
			.header("Content-Type", "application/x-www-form-urlencoded"));
	}

	/**
	 * Sends a request as it is.
	 * @return the answer, whatever its status
	 */
	public HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			HttpRequest whole = request.setHeader("X-Canary", this.canary).build();
			Wire.sent(whole);
			HttpResponse<String> response = this.client.send(whole, BodyHandlers.ofString());
			Wire.answered(response);
			return response;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.client.close();
	}

}
