package io.zendeskbff.shelf;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A time in which nothing happened to the account that we know of. What somebody began to
 * read in one epoch says nothing in the next: it may be from before an update.
 *
 * @param line drawn anew where nobody can tell what came before, so that an epoch that
 * was lost never comes again
 * @param number counts up
 */
public record Epoch(UUID line, long number) {

	/** In which nothing is kept. */
	public static final Epoch NONE = new Epoch(UUID.randomUUID(), 0);

	Epoch next() {
		return new Epoch(this.line, this.number + 1);
	}

	/** The first under another connection, the same for all who meet it. */
	Epoch under(UUID generation) {
		return new Epoch(UUID.nameUUIDFromBytes((this + " " + generation).getBytes(StandardCharsets.UTF_8)), 0);
	}

	/**
	 * Whether it is the same, or a later one of its line.
	 * @param other an epoch
	 */
	public boolean isSince(Epoch other) {
		return this.line.equals(other.line) && this.number >= other.number;
	}

}
