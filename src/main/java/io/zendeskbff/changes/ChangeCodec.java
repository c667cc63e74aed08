package io.zendeskbff.changes;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.zendeskbff.store.Sealer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An attempt as a store outside of this process keeps it: JSON, sealed.
 */
final class ChangeCodec {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Sealer sealer;

	private final String place;

	/**
	 * A codec for one list.
	 * @param sealer seals under {@code bff.token-encryption-keys}
	 * @param place the name of the list: within it, it is of no account where one stands
	 */
	ChangeCodec(Sealer sealer, String place) {
		this.sealer = sealer;
		this.place = place;
	}

	String encode(UUID id, Change change) {
		return this.sealer.seal(this.place, JSON.writeValueAsBytes(new Kept(id, change)));
	}

	/**
	 * Opens an entry.
	 * @param sealed what the store holds
	 * @return empty when it was not sealed for this list by a key still known, or is not
	 * understood
	 */
	Optional<Kept> decode(String sealed) {
		return this.sealer.open(this.place, sealed).flatMap(ChangeCodec::read);
	}

	private static Optional<Kept> read(byte[] json) {
		try {
			return Optional.ofNullable(JSON.readValue(json, Kept.class));
		}
		catch (JacksonException _) {
			return Optional.empty();
		}
	}

	/**
	 * The members of the JSON.
	 *
	 * @param id another one for each attempt: request ids are the callers'
	 */
	record Kept(UUID id, Change change) {

		Kept {
			Objects.requireNonNull(id);
			Objects.requireNonNull(change);
		}

	}

}
