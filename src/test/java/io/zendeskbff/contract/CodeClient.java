package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.HttpCalls;

import org.springframework.web.util.UriComponentsBuilder;

/**
 * An OAuth client by hand: authorization code, RFC 6749 section 4.1, with PKCE, RFC 7636,
 * and refresh.
 */
final class CodeClient implements AutoCloseable {

	static final String VERIFIER = "the-verifier-has-forty-three-characters-or-more";

	private static final String STATE = "state-1";

	private final HttpCalls calls = new HttpCalls();

	private final Browser browser = new Browser();

	private final OidcZendesk zendesk;

	private final URI redirectUri;

	CodeClient(OidcZendesk zendesk, URI redirectUri) {
		this.zendesk = zendesk;
		this.redirectUri = redirectUri;
	}

	/**
	 * Where the browser comes back to.
	 * @param parameters what the request has beside the usual
	 */
	String callback(String parameters) {
		String request = "response_type=code&client_id=%s&redirect_uri=%s&scope=read%%20write&state=%s&%s"
			.formatted(FakeZendesk.CLIENT_ID, this.redirectUri, STATE, parameters);
		return this.browser.follow(this.zendesk.uri("/oauth2/chat/authorizations/new?" + request), this.redirectUri)
			.toString();
	}

	/** A code that can be redeemed with {@link #VERIFIER}. */
	String code() {
		String callback = callback("code_challenge=" + challenge() + "&code_challenge_method=S256");
		String code = UriComponentsBuilder.fromUriString(callback).build().getQueryParams().getFirst("code");
		return Objects.requireNonNull(code, callback);
	}

	HttpResponse<String> redeem(String code, String verifier) {
		return token("grant_type=authorization_code&code=%s&redirect_uri=%s&code_verifier=%s".formatted(code,
				this.redirectUri, verifier));
	}

	HttpResponse<String> refresh(String refreshToken) {
		return token("grant_type=refresh_token&refresh_token=" + refreshToken);
	}

	private HttpResponse<String> token(String form) {
		String client = "&client_id=%s&client_secret=%s".formatted(FakeZendesk.CLIENT_ID, FakeZendesk.CLIENT_SECRET);
		return this.calls.send(HttpRequest.newBuilder(this.zendesk.uri("/oauth2/chat/token"))
			.POST(BodyPublishers.ofString(form + client))
			.header("Content-Type", "application/x-www-form-urlencoded"));
	}

	HttpResponse<String> get(String path, String accessToken) {
		return this.calls
			.send(HttpRequest.newBuilder(this.zendesk.uri(path)).header("Authorization", "Bearer " + accessToken));
	}

	static String accessToken(HttpResponse<String> response) {
		return JsonPath.read(response.body(), "$.access_token");
	}

	static String refreshToken(HttpResponse<String> response) {
		return JsonPath.read(response.body(), "$.refresh_token");
	}

	private static String challenge() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.browser.close();
		this.calls.close();
	}

}
