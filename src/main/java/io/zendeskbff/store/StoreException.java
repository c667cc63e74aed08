package io.zendeskbff.store;

/**
 * The shared store cannot be reached, or does not do what it is asked. What was asked may
 * have been done all the same: its answer may be what got lost.
 */
public final class StoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean refusal;

	private final boolean ofAnotherType;

	StoreException(Throwable cause) {
		super("The shared store is of no use: " + cause.getClass().getSimpleName(), cause);
		this.refusal = Silence.isRefusal(cause);
		this.ofAnotherType = Silence.isOfAnotherType(cause);
	}

	/**
	 * The same, for somebody else who had asked.
	 * @return a new exception with the stack of the one who asks
	 */
	public StoreException again() {
		return new StoreException((getCause() != null) ? getCause() : this);
	}

	/**
	 * Whether something else stands where we keep something.
	 */
	public boolean isOfAnotherType() {
		return this.ofAnotherType;
	}

	/**
	 * Whether the store has answered, and does not do it: it may be full or read-only.
	 */
	public boolean isRefusal() {
		return this.refusal;
	}

}
