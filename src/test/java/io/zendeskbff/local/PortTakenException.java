package io.zendeskbff.local;

/**
 * The local run cannot start because something else listens on one of its ports.
 */
final class PortTakenException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PortTakenException(LocalPort port, Throwable cause) {
		super("Port %d for the %s is already in use: stop what listens there or pass -Dspring-boot.run.arguments=%s=<port>."
			.formatted(port.number(), port.user(), port.option()), cause);
	}

}
