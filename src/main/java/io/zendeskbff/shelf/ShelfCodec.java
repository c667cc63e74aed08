package io.zendeskbff.shelf;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.InvalidAccountException;
import io.zendeskbff.store.Sealer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The shelf's state as a store outside of this process keeps it: JSON, sealed, and bound
 * to its place. The account is validated anew when it comes back.
 */
final class ShelfCodec {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Sealer sealer;

	private final String place;

	ShelfCodec(Sealer sealer, String place) {
		this.sealer = sealer;
		this.place = place;
	}

	String encode(ShelfState state) {
		return this.sealer.seal(this.place, JSON.writeValueAsBytes(Kept.of(state)));
	}

	/**
	 * Opens what the store holds.
	 * @return empty when it was not sealed here, for this place, or is none
	 */
	Optional<ShelfState> decode(String sealed) {
		return this.sealer.open(this.place, sealed).flatMap(ShelfCodec::read);
	}

	private static Optional<ShelfState> read(byte[] json) {
		try {
			return Optional.ofNullable(JSON.readValue(json, Kept.class)).map(Kept::state);
		}
		catch (JacksonException | InvalidAccountException _) {
			return Optional.empty();
		}
	}

	/** The members of the JSON. */
	private record Kept(UUID generation, Epoch epoch, @Nullable Copy entry, @Nullable Copy aside, List<Mark> out,
			long doubtUntil, long goneAt) {

		Kept {
			Objects.requireNonNull(generation);
			Objects.requireNonNull(epoch);
			Objects.requireNonNull(out);
		}

		static Kept of(ShelfState state) {
			return new Kept(state.generation(), state.epoch(), Copy.of(state.entry()), Copy.of(state.aside()),
					state.out(), state.doubtUntil(), state.goneAt());
		}

		ShelfState state() {
			return new ShelfState(this.generation, this.epoch, Copy.entry(this.entry), Copy.entry(this.aside), this.out,
					this.doubtUntil, this.goneAt);
		}

	}

	/** The members of an entry. */
	private record Copy(String account, long readAt, boolean trusted) {

		Copy {
			Objects.requireNonNull(account);
		}

		static @Nullable Copy of(@Nullable Entry entry) {
			return (entry != null) ? new Copy(new String(entry.account().json(), StandardCharsets.UTF_8),
					entry.readAt(), entry.trusted()) : null;
		}

		static @Nullable Entry entry(@Nullable Copy copy) {
			return (copy != null)
					? new Entry(Account.parse(copy.account.getBytes(StandardCharsets.UTF_8)), copy.readAt, copy.trusted)
					: null;
		}

	}

}
