package io.zendeskbff.store;

import java.util.Objects;
import java.util.stream.Stream;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;

/**
 * Tells a store that does not answer from one that answers with a refusal, such as one
 * that is full or read-only.
 */
final class Silence {

	private Silence() {
	}

	/**
	 * Whether the next command is likely to get no answer either.
	 * @param failure what a command failed with
	 */
	static boolean isCauseOf(Throwable failure) {
		return !isRefusal(failure) && !has(failure, RedisCommandInterruptedException.class);
	}

	/**
	 * Whether the store has answered.
	 * @param failure what a command failed with
	 */
	static boolean isRefusal(Throwable failure) {
		return has(failure, RedisCommandExecutionException.class);
	}

	/**
	 * Whether an entry is no string, list or what else the command is for.
	 * @param failure what a command failed with
	 */
	static boolean isOfAnotherType(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.anyMatch((one) -> one instanceof RedisCommandExecutionException
					&& String.valueOf(one.getMessage()).startsWith("WRONGTYPE"));
	}

	private static boolean has(Throwable failure, Class<? extends Throwable> type) {
		for (Throwable one = failure; one != null; one = one.getCause()) {
			if (type.isInstance(one)) {
				return true;
			}
		}
		return false;
	}

}
