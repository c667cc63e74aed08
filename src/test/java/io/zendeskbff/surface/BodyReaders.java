package io.zendeskbff.surface;

import java.time.Duration;

/**
 * Bodies for tests of other packages.
 */
public final class BodyReaders {

	private BodyReaders() {
	}

	/** A reader for whom no time passes. */
	public static BodyReader patient() {
		return new BodyReader(Duration.ofSeconds(10), () -> 0);
	}

	/** What a reader says of a body that is too large. */
	public static BodyTooLargeException tooLarge() {
		return new BodyTooLargeException();
	}

}
