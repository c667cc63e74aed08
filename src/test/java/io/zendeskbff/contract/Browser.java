package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.zendeskbff.leak.Wire;

/**
 * What a browser does with redirects: follows them and keeps cookies. It never leaves
 * this machine.
 */
final class Browser implements AutoCloseable {

	private static final int MOST_REDIRECTS = 20;

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER)
		.cookieHandler(new CookieManager())
		.build();

	/**
	 * Follows redirects as far as a page.
	 * @param start where to begin
	 * @param page the page, without its query
	 * @return the page's address with the query that it would be visited with
	 */
	URI follow(URI start, URI page) {
		URI address = start;
		for (int i = 0; i < MOST_REDIRECTS; i++) {
			if (address.toString().startsWith(page + "?")) {
				return address;
			}
			address = address.resolve(location(visit(address)));
		}
		throw new IllegalStateException("Too many redirects, the last to " + address);
	}

	/**
	 * Gets a page.
	 * @return the answer, whatever its status
	 */
	HttpResponse<String> visit(URI address) {
		if (!"127.0.0.1".equals(address.getHost())) {
			throw new IllegalStateException("Not on this machine: " + address);
		}
		return send(HttpRequest.newBuilder(address));
	}

	/**
	 * Sends what a page's form or script sends.
	 * @return the answer, whatever its status
	 */
	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			HttpRequest whole = request.build();
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

	private static String location(HttpResponse<String> response) {
		return response.headers()
			.firstValue("Location")
			.orElseThrow(() -> new IllegalStateException(
					"Status " + response.statusCode() + " from " + response.uri() + ": " + response.body()));
	}

	@Override
	public void close() {
		this.client.close();
	}

}
