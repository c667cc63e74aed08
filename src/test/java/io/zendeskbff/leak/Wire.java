package io.zendeskbff.leak;

import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the secrets in requests and answers of tests' clients and of the fake Zendesk,
 * and the answers that refuse.
 */
public final class Wire {

	/**
	 * OAuth's parameters that are secrets, and what browsers bring back of OpenID
	 * Connect.
	 */
	private static final Set<String> GRANTS = Set.of("code", "state", "nonce", "code_verifier", "access_token",
			"refresh_token", "id_token", "id_token_hint", "logout_token", "token", "client_secret");

	/** No secret: it stands in each page with Zendesk's widget. */
	private static final String ACCOUNT_KEY = "account_key";

	/** In each answer of the fake Zendesk's, and in none of the service's. */
	private static final String WIREMOCK = "Matched-Stub-Id";

	private static final int LARGEST_BODY_OCTETS = 100_000;

	private Wire() {
	}

	/** A test's client is about to send this. */
	public static void sent(HttpRequest request) {
		if (Archive.isOpen()) {
			keepHead(request.headers().map());
			keepParameters(request.uri().getRawQuery());
			request.bodyPublisher()
				.filter((body) -> body.contentLength() > 0 && body.contentLength() <= LARGEST_BODY_OCTETS)
				.ifPresent((body) -> keepBody(request.uri().getPath(), text(body)));
		}
	}

	/** A test's client was answered this. */
	public static void answered(HttpResponse<String> response) {
		if (Archive.isOpen()) {
			response.headers().allValues("set-cookie").forEach((cookie) -> keepCookies(cookie.split(";", 2)[0]));
			response.headers()
				.firstValue("location")
				.filter((location) -> location.contains("?"))
				.ifPresent((location) -> keepParameters(location.substring(location.indexOf('?') + 1)));
			if (response.statusCode() >= 400 && response.headers().firstValue(WIREMOCK).isEmpty()) {
				Published.REFUSALS.keep(response.headers().map() + "\n" + response.body());
			}
		}
	}

	/**
	 * Zendesk was asked, and has answered.
	 * @param answer the body of a good answer, or nothing
	 */
	public static void passed(String path, Map<String, List<String>> headers, String body, String answer) {
		if (Archive.isOpen()) {
			keepHead(headers);
			keepBody(path, body);
			keepBody(path, answer);
		}
	}

	private static void keepHead(Map<String, List<String>> headers) {
		headers.forEach((name, values) -> values.forEach((value) -> {
			if (name.equalsIgnoreCase("authorization")) {
				Secret.CREDENTIALS.keep(value.substring(value.indexOf(' ') + 1));
			}
			else if (name.equalsIgnoreCase("cookie")) {
				keepCookies(value);
			}
			else if (name.equalsIgnoreCase("x-canary")) {
				Secret.HEADERS.keep(value);
			}
		}));
	}

	private static void keepCookies(String header) {
		for (String cookie : header.split(";", -1)) {
			Secret.COOKIES.keep(cookie.substring(cookie.indexOf('=') + 1).strip());
		}
	}

	private static void keepBody(String path, String body) {
		if (body.startsWith("{") || body.startsWith("[")) {
			try {
				keepLeaves(path.endsWith("/account"), JsonMapper.shared().readTree(body));
			}
			catch (JacksonException _) {
				// Whatever it is, it has no values.
			}
		}
		else {
			keepParameters(body);
		}
	}

	private static void keepLeaves(boolean isAccount, JsonNode tree) {
		tree.properties().stream().filter((member) -> member.getValue().isString()).forEach((member) -> {
			if (isAccount && !member.getKey().equals(ACCOUNT_KEY)) {
				Secret.VALUES.keep(member.getValue().asString());
			}
			else if (GRANTS.contains(member.getKey())) {
				Secret.GRANTS.keep(member.getValue().asString());
			}
		});
		tree.forEach((inner) -> keepLeaves(isAccount, inner));
	}

	private static void keepParameters(@Nullable String parameters) {
		if (parameters == null) {
			return;
		}
		for (String parameter : parameters.split("&", -1)) {
			String[] pair = parameter.split("=", 2);
			if (pair.length == 2 && GRANTS.contains(pair[0])) {
				Secret.GRANTS.keep(pair[1]);
				Secret.GRANTS.keep(decoded(pair[1]));
			}
		}
	}

	private static String decoded(String value) {
		try {
			return URLDecoder.decode(value, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException _) {
			return value;
		}
	}

	/**
	 * What a body publisher of the JDK's holds; it gives it at once, and again to the
	 * next.
	 */
	private static String text(BodyPublisher body) {
		Collector collector = new Collector((int) body.contentLength());
		body.subscribe(collector);
		return StandardCharsets.UTF_8.decode(collector.octets.flip()).toString();
	}

	private static final class Collector implements Flow.Subscriber<ByteBuffer> {

		private final ByteBuffer octets;

		Collector(int length) {
			this.octets = ByteBuffer.allocate(length);
		}

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(ByteBuffer part) {
			this.octets.put(part);
		}

		@Override
		public void onError(Throwable thrown) {
			throw new IllegalStateException(thrown);
		}

		@Override
		public void onComplete() {
			// All of it has been put.
		}

	}

}
