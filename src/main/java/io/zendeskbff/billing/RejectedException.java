package io.zendeskbff.billing;

/**
 * Carries a {@link Rejection} to the place that maps it to an answer.
 */
public final class RejectedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient Rejection rejection;

	RejectedException(Rejection rejection) {
		super(rejection.getClass().getSimpleName());
		this.rejection = rejection;
	}

	public Rejection rejection() {
		return this.rejection;
	}

}
