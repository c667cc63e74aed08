package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A browser of somebody who looks at a portal's page: keeps cookies and sends what pages
 * and browsers do. The service believes to be {@value #PUBLIC_URL}.
 */
public final class PortalBrowser {

	static final String PUBLIC_URL = "https://portal.example.com/zendesk";

	/** By which the service believes it. */
	static final String SETTING = "--bff.public-url=" + PUBLIC_URL;

	static final String CSRF = "X-Zendesk-Account-Bff";

	private final Map<String, String> cookies;

	private final RunningBff bff;

	private final String contextPath;

	PortalBrowser(RunningBff bff) {
		this(bff, "", new LinkedHashMap<>());
	}

	private PortalBrowser(RunningBff bff, String contextPath, Map<String, String> cookies) {
		this.bff = bff;
		this.contextPath = contextPath;
		this.cookies = cookies;
	}

	/** Of a service whose paths begin with another. */
	static PortalBrowser below(String contextPath, RunningBff bff) {
		return new PortalBrowser(bff, contextPath, new LinkedHashMap<>());
	}

	/** The same browser, when it meets another replica. */
	PortalBrowser at(RunningBff replica) {
		return new PortalBrowser(replica, this.contextPath, this.cookies);
	}

	/** Logs in, all the way. */
	public PortalBrowser login() {
		HttpResponse<String> done = comeBackAfterLogin();
		assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
		return this;
	}

	HttpResponse<String> comeBackAfterLogin() {
		return comeBack(begin(""));
	}

	/**
	 * Goes to the identity provider.
	 * @param query of the login's URL, with its question mark
	 * @return where it sends the browser back to
	 */
	public URI begin(String query) {
		HttpResponse<String> begun = visit("/oauth2/authorization/portal" + query);
		assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
		return back(location(begun));
	}

	/** Where the provider sends a browser back to that comes to it. */
	URI back(URI authorization) {
		HttpResponse<String> answered = this.bff.send(HttpRequest.newBuilder(authorization));
		assertThat(answered.statusCode()).as(answered.body()).isEqualTo(302);
		return location(answered);
	}

	public HttpResponse<String> comeBack(URI callback) {
		assertThat(callback.toString()).startsWith(PUBLIC_URL + "/login/oauth2/code/portal?");
		return visit("/login/oauth2/code/portal?" + callback.getRawQuery());
	}

	/** Goes to one of our URLs, as links and redirects do. */
	public HttpResponse<String> visit(String path, String... headers) {
		return send("GET", path, BodyPublishers.noBody(), headers);
	}

	/** Calls as a page of ours does. */
	public HttpResponse<String> call(String method, String path, String... headers) {
		return send(method, path, BodyPublishers.noBody(), with(headers));
	}

	public HttpResponse<String> put(String body, String... headers) {
		return send("PUT", RunningBff.ACCOUNT, BodyPublishers.ofString(body),
				with(append(headers, "Content-Type", "application/json")));
	}

	public HttpResponse<String> account() {
		return call("GET", RunningBff.ACCOUNT);
	}

	HttpResponse<String> session() {
		return visit("/session");
	}

	boolean isLoggedIn() {
		return JsonPath.<Boolean>read(session().body(), "$.authenticated");
	}

	HttpResponse<String> send(String method, String path, BodyPublisher body, String... headers) {
		HttpRequest.Builder request = this.bff.request(method, this.contextPath + path, null, body, headers);
		if (!this.cookies.isEmpty()) {
			request.header("Cookie",
					this.cookies.entrySet()
						.stream()
						.map((cookie) -> cookie.getKey() + "=" + cookie.getValue())
						.collect(Collectors.joining("; ")));
		}
		HttpResponse<String> response = this.bff.send(request);
		response.headers().allValues("set-cookie").forEach(this::keep);
		return response;
	}

	Map<String, String> cookies() {
		return this.cookies;
	}

	/** The one cookie of the session. */
	@Nullable String sessionCookie() {
		return this.cookies.get("__Host-zendesk-account-bff");
	}

	private void keep(String setCookie) {
		String[] pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
		if (setCookie.contains("Max-Age=0")) {
			this.cookies.remove(pair[0]);
		}
		else {
			this.cookies.put(pair[0], pair[1]);
		}
	}

	private static String[] with(String... headers) {
		return append(headers, CSRF, "1");
	}

	private static String[] append(String[] headers, String name, String value) {
		String[] all = Arrays.copyOf(headers, headers.length + 2);
		all[headers.length] = name;
		all[headers.length + 1] = value;
		return all;
	}

	public static URI location(HttpResponse<String> response) {
		return URI.create(response.headers().firstValue("location").orElseThrow());
	}

}
