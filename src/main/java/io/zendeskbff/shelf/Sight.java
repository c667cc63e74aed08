package io.zendeskbff.shelf;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What somebody sees who looks at the shelf.
 *
 * @param entry what is there, null when nothing is
 * @param epoch what he reads himself from now on is kept only while this is the epoch
 * @param inDoubt whether the account may be changing unseen, so that nothing is served
 * for its own sake
 * @param settling whether nobody can say what may be served, so that whoever comes must
 * have an account that was begun to be read after he came; an update is on its way, or
 * the shelf is closed
 * @param now when he looked, nanoseconds of the shelf's clock
 */
public record Sight(@Nullable Entry entry, Epoch epoch, boolean inDoubt, boolean settling, long now) {

	/** Of somebody to whom the shelf is closed. */
	static Sight blind(long now) {
		return new Sight(null, Epoch.NONE, false, true, now);
	}

	/** What is there, where something is. */
	public Entry shown() {
		return Objects.requireNonNull(this.entry, "An empty shelf is never shown");
	}

	public Duration age() {
		return shown().age(this.now);
	}

}
