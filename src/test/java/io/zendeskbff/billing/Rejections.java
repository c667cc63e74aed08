package io.zendeskbff.billing;

/**
 * Refused updates for those who must tell of them.
 */
public final class Rejections {

	private Rejections() {
	}

	public static RejectedException of(Rejection rejection) {
		return new RejectedException(rejection);
	}

}
