package io.zendeskbff.grant;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.zendeskbff.grant.GrantException.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;

/**
 * The token endpoint's answer, RFC 6749 sections 5.1 and 5.2, in the shapes that Zendesk
 * Chat was seen to give.
 */
final class TokenAnswer {

	/** As it came, among the response's additional parameters. */
	static final String EXPIRES_IN = "expires_in";

	private static final TypeReference<Map<String, Object>> JSON_OBJECT = new TypeReference<>() {
	};

	/** RFC 6749 section 5.2; any other word is not repeated, it may be anything. */
	private static final Set<String> ERRORS = Set.of(OAuth2ErrorCodes.INVALID_REQUEST, OAuth2ErrorCodes.INVALID_CLIENT,
			OAuth2ErrorCodes.INVALID_GRANT, OAuth2ErrorCodes.UNAUTHORIZED_CLIENT,
			OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE, OAuth2ErrorCodes.INVALID_SCOPE);

	private TokenAnswer() {
	}

	/**
	 * Reads an answer.
	 * @param status its HTTP status
	 * @param type its media type
	 * @param body its body
	 * @return the token
	 * @throws GrantException when there is none in it
	 */
	static OAuth2AccessTokenResponse parse(int status, @Nullable MediaType type, byte[] body) {
		if (status == 200) {
			if (!MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
				throw GrantException.lost(Reason.INVALID);
			}
			return token(members(body));
		}
		throw failure(status, body);
	}

	/** Behind a gateway's 500, 502 or 504 the call may have succeeded. */
	private static GrantException failure(int status, byte[] body) {
		if (status == 429 || status == 503) {
			return GrantException.answered(Reason.UNAVAILABLE);
		}
		if (status >= 500 && status < 600) {
			return GrantException.lost(Reason.UNAVAILABLE);
		}
		return (status >= 400 && status < 500) ? refusal(status, error(body)) : GrantException.lost(Reason.INVALID);
	}

	/** Without a word of OAuth's it may be anybody on the way who says 403 or 404. */
	private static GrantException refusal(int status, @Nullable String error) {
		return (error != null || status == 400 || status == 401) ? GrantException.refused(error)
				: GrantException.answered(Reason.INVALID);
	}

	private static @Nullable String error(byte[] body) {
		try {
			return error(read(body));
		}
		catch (JacksonException _) {
			return null;
		}
	}

	private static @Nullable String error(Map<String, Object> members) {
		return (members.get("error") instanceof String error && ERRORS.contains(error)) ? error : null;
	}

	private static Map<String, Object> members(byte[] body) {
		try {
			return read(body);
		}
		catch (JacksonException _) {
			throw GrantException.lost(Reason.INVALID);
		}
	}

	private static Map<String, Object> read(byte[] body) {
		return Objects.requireNonNullElse(JsonMapper.shared().readValue(body, JSON_OBJECT), Map.of());
	}

	private static OAuth2AccessTokenResponse token(Map<String, Object> members) {
		if (!(members.get("access_token") instanceof String value) || !isToken(value) || !isBearer(members)) {
			throw members.containsKey("error") ? GrantException.refused(error(members))
					: GrantException.lost(Reason.INVALID);
		}
		return OAuth2AccessTokenResponse.withToken(value)
			.tokenType(OAuth2AccessToken.TokenType.BEARER)
			.scopes(scopes(members))
			.refreshToken(refreshToken(members))
			.additionalParameters(Map.of(EXPIRES_IN, Objects.requireNonNullElse(members.get(EXPIRES_IN), "")))
			.build();
	}

	/** RFC 6749 appendix A.12, without the space: it must fit into a header. */
	private static boolean isToken(String value) {
		return value.matches("[\\x21-\\x7E]+");
	}

	/** RFC 6749 section 5.1: the type is compared without case. */
	private static boolean isBearer(Map<String, Object> members) {
		return members.get("token_type") instanceof String type && type.equalsIgnoreCase("bearer");
	}

	/** RFC 6749 section 3.3: separated by spaces; a comma was seen elsewhere. */
	private static Set<String> scopes(Map<String, Object> members) {
		return (members.get("scope") instanceof String scope) ? Pattern.compile("[^ ,]+")
			.matcher(scope)
			.results()
			.map(MatchResult::group)
			.collect(Collectors.toCollection(LinkedHashSet::new)) : Set.of();
	}

	/** RFC 6749 appendix A.17. */
	private static @Nullable String refreshToken(Map<String, Object> members) {
		return (members.get("refresh_token") instanceof String value && isToken(value)) ? value : null;
	}

}
