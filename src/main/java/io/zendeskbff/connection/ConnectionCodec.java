package io.zendeskbff.connection;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.RefreshToken;
import io.zendeskbff.store.Sealer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state of the connection as a store outside of this process keeps it: JSON, sealed,
 * and bound to its place so that no other entry can be put there.
 */
final class ConnectionCodec {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Sealer sealer;

	private final String place;

	/**
	 * A codec for one entry of a store.
	 * @param sealer seals under {@code bff.token-encryption-keys}
	 * @param place the entry's name
	 */
	ConnectionCodec(Sealer sealer, String place) {
		this.sealer = sealer;
		this.place = place;
	}

	String encode(ConnectionState state) {
		return this.sealer.seal(this.place, JSON.writeValueAsBytes(Kept.of(state)));
	}

	/**
	 * Opens an entry.
	 * @param sealed what the store holds
	 * @return empty when it was not sealed here, for this place, by a key still in the
	 * list
	 */
	Optional<ConnectionState> decode(String sealed) {
		return this.sealer.open(this.place, sealed).flatMap(ConnectionCodec::read);
	}

	private static Optional<ConnectionState> read(byte[] json) {
		try {
			return Optional.ofNullable(JSON.readValue(json, Kept.class)).map(Kept::state);
		}
		catch (JacksonException _) {
			return Optional.empty();
		}
	}

	/** The members of the JSON. */
	private record Kept(UUID version, UUID generation, @Nullable Tokens tokens, @Nullable String accountKey,
			@Nullable Instant since) {

		Kept {
			Objects.requireNonNull(version);
			Objects.requireNonNull(generation);
		}

		static Kept of(ConnectionState state) {
			Grant grant = state.grant();
			return new Kept(state.version(), state.generation(), (grant != null) ? Tokens.of(grant) : null,
					state.accountKey(), state.since());
		}

		ConnectionState state() {
			return new ConnectionState(this.version, this.generation,
					(this.tokens != null) ? this.tokens.grant() : null, this.accountKey, this.since);
		}

	}

	/** The members of a grant. */
	private record Tokens(String accessToken, @Nullable Instant expiresAt, Set<String> scopes,
			@Nullable String refreshToken) {

		Tokens {
			Objects.requireNonNull(accessToken);
			Objects.requireNonNull(scopes);
		}

		static Tokens of(Grant grant) {
			BearerToken access = grant.accessToken();
			RefreshToken refresh = grant.refreshToken();
			return new Tokens(access.value(), access.expiresAt(), access.scopes(),
					(refresh != null) ? refresh.value() : null);
		}

		Grant grant() {
			return new Grant(new BearerToken(this.accessToken, this.expiresAt, this.scopes),
					(this.refreshToken != null) ? new RefreshToken(this.refreshToken) : null);
		}

		/** Never a token in a log. */
		@Override
		public String toString() {
			return "Tokens[]";
		}

	}

}
