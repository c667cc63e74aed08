package io.zendeskbff.account;

import org.jspecify.annotations.Nullable;

/**
 * Carries a {@link Failure} to the place that maps it to an answer.
 */
public final class AccountException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Failure failure;

	private final Applied applied;

	public AccountException(Failure failure, Applied applied) {
		this(failure, applied, null);
	}

	public AccountException(Failure failure, Applied applied, @Nullable Throwable cause) {
		super(failure.toString(), cause);
		this.failure = failure;
		this.applied = applied;
	}

	public Failure failure() {
		return this.failure;
	}

	/**
	 * Whether the update that failed may have arrived.
	 * @return always {@link Applied#NO} for a read
	 */
	public Applied applied() {
		return this.applied;
	}

}
