package io.zendeskbff.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What is under way, beside the table.
 */
final class Progress {

	private static final long START = System.nanoTime();

	private Progress() {
	}

	static void say(String format, Object... values) {
		System.err.printf("-- %4d s: " + format + "%n",
				Stream.concat(Stream.of(Duration.ofNanos(System.nanoTime() - START).toSeconds()), Arrays.stream(values))
					.toArray());
	}

}
