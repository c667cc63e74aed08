package io.zendeskbff.login;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import io.zendeskbff.session.SealedCookie;
import io.zendeskbff.store.Sealer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;

/**
 * Keeps logins that have begun in the browser itself, each in a cookie of its own, so
 * that two tabs can log in at once, that any replica can end them, and that nobody who is
 * not logged in has a session.
 */
final class PendingLogins implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

	private static final Duration LIFE = Duration.ofMinutes(10);

	private static final String NAME = "zendesk-account-bff-login-";

	/** Who begins more without an end makes room. */
	private static final int MOST = 3;

	/** Of a state, so much as tells its cookie from others. */
	private static final Pattern STATE = Pattern.compile("([\\w-]{8})[\\w=-]*");

	private final PortalRegistration registration;

	private final Sealer sealer;

	private final boolean secure;

	/** What other hosts cannot set, where browsers come over TLS. */
	private final String prefix;

	private final InstantSource clock;

	PendingLogins(PortalRegistration registration, Sealer sealer, boolean secure, InstantSource clock) {
		this.registration = registration;
		this.sealer = sealer;
		this.secure = secure;
		this.prefix = SealedCookie.nameOf(NAME, secure);
		this.clock = clock;
	}

	@Override
	public void saveAuthorizationRequest(@Nullable OAuth2AuthorizationRequest begun, HttpServletRequest request,
			HttpServletResponse response) {
		if (begun != null) {
			makeRoom(request, response);
			PendingLogin pending = PendingLogin.of(begun, this.clock.instant().plus(LIFE));
			cookie(pending.state()).ifPresent((cookie) -> cookie.write(response, pending.json(), LIFE));
		}
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest callback) {
		return find(callback).map(this::request).orElse(null);
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(HttpServletRequest callback,
			HttpServletResponse response) {
		Optional<PendingLogin> found = find(callback);
		found.ifPresent((pending) -> {
			pending.rememberIn(callback);
			cookie(pending.state()).ifPresent((cookie) -> cookie.clear(response));
		});
		return found.map(this::request).orElse(null);
	}

	private Optional<PendingLogin> find(HttpServletRequest callback) {
		String state = callback.getParameter(OAuth2ParameterNames.STATE);
		return Optional.ofNullable(state)
			.flatMap(this::cookie)
			.flatMap((cookie) -> cookie.read(callback))
			.flatMap(PendingLogin::parse)
			.filter((pending) -> pending.state().equals(state) && this.clock.instant().isBefore(pending.until()));
	}

	/** All that a callback needs of the request that the browser left with. */
	private OAuth2AuthorizationRequest request(PendingLogin pending) {
		ClientRegistration client = this.registration.get();
		return OAuth2AuthorizationRequest.authorizationCode()
			.authorizationUri(Objects.requireNonNull(client.getProviderDetails().getAuthorizationUri(),
					"authorization_endpoint is missing in the provider's metadata"))
			.clientId(client.getClientId())
			.redirectUri(client.getRedirectUri())
			.scopes(client.getScopes())
			.state(pending.state())
			.attributes((attributes) -> {
				attributes.put(OAuth2ParameterNames.REGISTRATION_ID, PortalRegistration.ID);
				attributes.put(OidcParameterNames.NONCE, pending.nonce());
				attributes.put(PkceParameterNames.CODE_VERIFIER, pending.verifier());
			})
			.build();
	}

	private void makeRoom(HttpServletRequest request, HttpServletResponse response) {
		List<String> pending = SealedCookie.cookies(request)
			.map(Cookie::getName)
			.filter((name) -> name.startsWith(this.prefix))
			.distinct()
			.toList();
		if (pending.size() >= MOST) {
			pending.stream()
				.map((name) -> name.substring(this.prefix.length()))
				.flatMap((state) -> cookie(state).stream())
				.forEach((cookie) -> cookie.clear(response));
		}
	}

	private Optional<SealedCookie> cookie(String state) {
		return Optional.of(STATE.matcher(state))
			.filter((matcher) -> matcher.matches())
			.map((matcher) -> new SealedCookie(this.sealer, NAME + matcher.group(1), this.secure));
	}

}
