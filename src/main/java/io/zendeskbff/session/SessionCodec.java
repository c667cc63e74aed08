package io.zendeskbff.session;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.zendeskbff.store.Sealer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A session as the shared store keeps it: JSON, sealed, and bound to its place.
 */
final class SessionCodec {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Sealer sealer;

	SessionCodec(Sealer sealer) {
		this.sealer = sealer;
	}

	String encode(String place, PortalSession session) {
		return this.sealer.seal(place,
				JSON.writeValueAsBytes(new Kept(session.login(), session.expiresAt(), session.end())));
	}

	/**
	 * Opens what was found.
	 * @param place where
	 * @param id the session's id
	 * @param sealed what the store holds
	 * @return empty when it was not sealed here, for this place, by a key still in the
	 * list
	 */
	Optional<PortalSession> decode(String place, String id, String sealed) {
		return this.sealer.open(place, sealed).flatMap(SessionCodec::read).map((kept) -> kept.session(id));
	}

	private static Optional<Kept> read(byte[] json) {
		try {
			return Optional.ofNullable(JSON.readValue(json, Kept.class));
		}
		catch (JacksonException _) {
			return Optional.empty();
		}
	}

	/** The members of the JSON. */
	private record Kept(Login login, Instant expiresAt, Instant end) {

		Kept {
			Objects.requireNonNull(login);
			Objects.requireNonNull(expiresAt);
			Objects.requireNonNull(end);
		}

		PortalSession session(String id) {
			return new PortalSession(id, this.login, this.expiresAt, this.end);
		}

	}

}
