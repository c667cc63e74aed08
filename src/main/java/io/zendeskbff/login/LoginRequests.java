package io.zendeskbff.login;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Makes the request with which a browser goes to the identity provider, OpenID Connect
 * Core 1.0 section 3.1.2.1: Spring Security's, and what the page asks for.
 */
final class LoginRequests implements OAuth2AuthorizationRequestResolver {

	static final String MAX_AGE = "max_age";

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,8}");

	private final OAuth2AuthorizationRequestResolver requests;

	private final ReturnTo returnTo;

	LoginRequests(OAuth2AuthorizationRequestResolver requests, ReturnTo returnTo) {
		this.requests = requests;
		this.returnTo = returnTo;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
		OAuth2AuthorizationRequest plain = this.requests.resolve(request);
		return (plain != null) ? asked(plain, request) : null;
	}

	@Override
	public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registrationId) {
		OAuth2AuthorizationRequest plain = this.requests.resolve(request, registrationId);
		return (plain != null) ? asked(plain, request) : null;
	}

	private OAuth2AuthorizationRequest asked(OAuth2AuthorizationRequest plain, HttpServletRequest request) {
		String returnTo = this.returnTo.of(request);
		Map<String, Object> age = maxAge(request);
		return OAuth2AuthorizationRequest.from(plain)
			.attributes((attributes) -> attributes.put(ReturnTo.PARAMETER, returnTo))
			.additionalParameters((parameters) -> parameters.putAll(age))
			.build();
	}

	private static Map<String, Object> maxAge(HttpServletRequest request) {
		String age = ParameterException.sole(request, MAX_AGE);
		if (age == null) {
			return Map.of();
		}
		if (!SECONDS.matcher(age).matches()) {
			throw new ParameterException("max_age is no number of seconds.");
		}
		return Map.of(MAX_AGE, age);
	}

}
