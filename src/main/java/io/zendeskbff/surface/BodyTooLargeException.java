package io.zendeskbff.surface;

/**
 * A body has more octets than any that makes sense here.
 */
public final class BodyTooLargeException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BodyTooLargeException() {
		super("The body is too large");
	}

}
