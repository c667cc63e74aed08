package io.zendeskbff.local;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.jayway.jsonpath.JsonPath;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client's part of a login, OpenID Connect Core 1.0 section 3.1, without any library
 * for it.
 */
final class LoginFlow {

	/** The pair of RFC 7636, appendix B. */
	static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

	private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

	private final URI provider;

	private final LoginClient client;

	private final HttpCalls calls;

	LoginFlow(URI provider, LoginClient client, HttpCalls calls) {
		this.provider = provider;
		this.client = client;
		this.calls = calls;
	}

	/**
	 * Where a browser goes.
	 * @param more parameters, or other values of the usual ones
	 */
	URI authorization(Map<String, String> more) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("response_type", "code");
		parameters.put("client_id", LoginClient.ID);
		parameters.put("redirect_uri", this.client.redirectUri().toString());
		parameters.put("scope", "openid profile");
		parameters.put("state", RandomText.next());
		parameters.put("nonce", "nonce-1");
		parameters.put("code_challenge", CHALLENGE);
		parameters.put("code_challenge_method", "S256");
		parameters.putAll(more);
		return this.provider.resolve("/oauth2/authorize?" + LocalBrowser.form(parameters));
	}

	/** All the way, for a browser that has to log in. */
	Jwt logIn(LocalBrowser browser, LocalUser user) {
		return idToken(browser.logIn(browser.open(authorization(Map.of())), user));
	}

	/** The ID token for a browser that has come back. */
	Jwt idToken(HttpResponse<String> back) {
		HttpResponse<String> answer = redeem(code(back), VERIFIER);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return decoder().decode(JsonPath.read(answer.body(), "$.id_token"));
	}

	String code(HttpResponse<String> back) {
		assertThat(back.uri().toString()).startsWith(this.client.redirectUri() + "?code=");
		return Objects.requireNonNull(LocalBrowser.query(back.uri()).get("code"));
	}

	HttpResponse<String> redeem(String code, String verifier) {
		return this.calls.form(this.provider.resolve("/oauth2/token"), LoginClient.ID, LoginClient.SECRET,
				LocalBrowser.form(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
						this.client.redirectUri().toString(), "code_verifier", verifier)));
	}

	JwtDecoder decoder() {
		return JwtDecoders.fromIssuerLocation(this.provider.toString());
	}

	/** Where a browser ends its login at the provider, RP-Initiated Logout section 2. */
	URI endSession(Jwt idToken, URI back) {
		return this.provider.resolve("/connect/logout?" + LocalBrowser.form(Map.of("client_id", LoginClient.ID,
				"id_token_hint", idToken.getTokenValue(), "post_logout_redirect_uri", back.toString())));
	}

}
