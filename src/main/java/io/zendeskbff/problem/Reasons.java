package io.zendeskbff.problem;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says in a log line why a call failed: in full where the words are our own, by the
 * exception's class where they are a library's and may quote a token or a body.
 */
final class Reasons {

	private static final String OURS = "io.zendeskbff.";

	private Reasons() {
	}

	static String of(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.map(Reasons::words)
			.collect(Collectors.joining(" < "));
	}

	private static String words(Throwable failure) {
		Class<?> type = failure.getClass();
		return type.getName().startsWith(OURS) ? String.valueOf(failure.getMessage()) : type.getSimpleName();
	}

}
