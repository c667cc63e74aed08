package io.zendeskbff.connect;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zendeskbff.portal.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * A pending authorization as JSON: what the code is redeemed with.
 */
final class PendingCodec {

	private static final JsonMapper JSON = JsonMapper.shared();

	private PendingCodec() {
	}

	static byte[] encode(PendingAuthorization pending) {
		return JSON.writeValueAsBytes(
				new Kept(Request.of(pending.request()), pending.starter(), pending.generation(), pending.bySession()));
	}

	static Optional<PendingAuthorization> decode(byte[] json) {
		try {
			return Optional.ofNullable(JSON.readValue(json, Kept.class)).map(Kept::pending);
		}
		catch (JacksonException | IllegalArgumentException _) {
			return Optional.empty();
		}
	}

	/** The members of the JSON; older replicas write no {@code bySession}. */
	private record Kept(Request request, Caller starter, UUID generation, @Nullable Boolean bySession) {

		Kept {
			Objects.requireNonNull(request);
			Objects.requireNonNull(starter);
			Objects.requireNonNull(generation);
		}

		PendingAuthorization pending() {
			return new PendingAuthorization(this.request.request(), this.starter, this.generation,
					Boolean.TRUE.equals(this.bySession));
		}

	}

	/** Of the request, all but the URI that the browser was given. */
	private record Request(String authorizationUri, String clientId, String redirectUri, Set<String> scopes,
			String state, Map<String, String> attributes) {

		Request {
			Stream.of(authorizationUri, clientId, redirectUri, scopes, state, attributes)
				.forEach(Objects::requireNonNull);
		}

		static Request of(OAuth2AuthorizationRequest request) {
			Map<String, String> attributes = request.getAttributes()
				.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (one) -> one.getValue().toString()));
			return new Request(request.getAuthorizationUri(), request.getClientId(),
					Objects.requireNonNull(request.getRedirectUri()), request.getScopes(),
					Objects.requireNonNull(request.getState()), attributes);
		}

		OAuth2AuthorizationRequest request() {
			return OAuth2AuthorizationRequest.authorizationCode()
				.authorizationUri(this.authorizationUri)
				.clientId(this.clientId)
				.redirectUri(this.redirectUri)
				.scopes(this.scopes)
				.state(this.state)
				.attributes((all) -> all.putAll(this.attributes))
				.build();
		}

		/** Never the verifier in a log. */
		@Override
		public String toString() {
			return "Request[]";
		}

	}

}
