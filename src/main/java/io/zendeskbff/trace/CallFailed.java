package io.zendeskbff.trace;

/**
 * What a span is told of a failure: its kind. Messages and stacks stay here, since some
 * quote what came over the wire.
 */
final class CallFailed extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CallFailed(String kind) {
		super(kind, null, false, false);
	}

}
