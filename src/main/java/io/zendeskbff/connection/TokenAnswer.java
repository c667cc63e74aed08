package io.zendeskbff.connection;

import java.util.Map;
import java.util.Objects;

import io.zendeskbff.connection.ConnectionException.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
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

	private TokenAnswer() {
	}

	/**
	 * Reads an answer.
	 * @param status its HTTP status
	 * @param type its media type
	 * @param body its body
	 * @return the token
	 * @throws ConnectionException when there is none in it; without a cause, which might
	 * quote it
	 */
	static OAuth2AccessTokenResponse parse(int status, @Nullable MediaType type, byte[] body) {
		if (status != 200) {
			throw new ConnectionException(refusal(status), null);
		}
		if (!MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
			throw new ConnectionException(Reason.INVALID, null);
		}
		return token(members(body));
	}

	private static Reason refusal(int status) {
		if (status == 429 || (status >= 500 && status < 600)) {
			return Reason.UNAVAILABLE;
		}
		return (status >= 400 && status < 500) ? Reason.REFUSED : Reason.INVALID;
	}

	private static Map<String, Object> members(byte[] body) {
		try {
			return Objects.requireNonNullElse(JsonMapper.shared().readValue(body, JSON_OBJECT), Map.of());
		}
		catch (JacksonException _) {
			throw new ConnectionException(Reason.INVALID, null);
		}
	}

	private static OAuth2AccessTokenResponse token(Map<String, Object> members) {
		if (!(members.get("access_token") instanceof String value) || !isToken(value) || !isBearer(members)) {
			throw new ConnectionException(members.containsKey("error") ? Reason.REFUSED : Reason.INVALID, null);
		}
		Object expiresIn = Objects.requireNonNullElse(members.get(EXPIRES_IN), "");
		return OAuth2AccessTokenResponse.withToken(value)
			.tokenType(OAuth2AccessToken.TokenType.BEARER)
			.additionalParameters(Map.of(EXPIRES_IN, expiresIn))
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

}
