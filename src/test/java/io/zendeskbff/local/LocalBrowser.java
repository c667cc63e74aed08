package io.zendeskbff.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A browser on this machine, as far as a login needs one: it keeps cookies, goes where it
 * is sent to, and fills in forms.
 */
final class LocalBrowser implements AutoCloseable {

	private static final Pattern ACTION = Pattern.compile("<form[^>]* action=\"([^\"]*)\"");

	private static final Pattern HIDDEN = Pattern
		.compile("<input name=\"([^\"]*)\" type=\"hidden\" value=\"([^\"]*)\"");

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	/** Goes to a page, and where it sends browsers. */
	HttpResponse<String> open(URI page) {
		return send(HttpRequest.newBuilder(page));
	}

	/** Logs in on the identity provider's page. */
	HttpResponse<String> logIn(HttpResponse<String> page, LocalUser user) {
		return logIn(page, user.id(), user.password());
	}

	HttpResponse<String> logIn(HttpResponse<String> page, String name, String password) {
		return submit(page, Map.of("username", name, "password", password));
	}

	/** Sends a page's first form. */
	HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> typed) {
		Map<String, String> fields = new LinkedHashMap<>(typed);
		HIDDEN.matcher(page.body()).results().forEach((field) -> fields.put(field.group(1), field.group(2)));
		String action = ACTION.matcher(page.body())
			.results()
			.map((form) -> form.group(1))
			.findFirst()
			.orElseThrow(() -> new AssertionError(page.uri() + " has no form: " + page.body()));
		return send(HttpRequest.newBuilder(page.uri().resolve(action))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form(fields))));
	}

	/** Calls the service as a page of its own does. */
	HttpResponse<String> call(String method, URI url, String body) {
		return send(HttpRequest.newBuilder(url)
			.method(method, BodyPublishers.ofString(body))
			.header("Content-Type", "application/json")
			.header("X-Zendesk-Account-Bff", "1"));
	}

	static String form(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
			.collect(Collectors.joining("&"));
	}

	static Map<String, String> query(URI url) {
		return Pattern.compile("(?:^|&)([^=]+)=([^&]*)")
			.matcher(url.getQuery())
			.results()
			.collect(Collectors.toMap((pair) -> pair.group(1), (pair) -> pair.group(2)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
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
