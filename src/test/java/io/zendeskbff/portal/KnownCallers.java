package io.zendeskbff.portal;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Callers as the security chain leaves them to whoever comes behind it.
 */
public final class KnownCallers {

	private static final String ISSUER = "https://idp.example";

	private KnownCallers() {
	}

	/**
	 * Somebody by the name of ann.
	 * @param role null for none
	 */
	public static Caller ann(@Nullable Role role) {
		return new Caller(ISSUER, "ann", role);
	}

	/**
	 * Lets a request be Ann's.
	 * @param role null for none
	 * @return the same request
	 */
	public static <T extends HttpServletRequest> T sendBy(@Nullable Role role, T request) {
		ann(role).rememberIn(request);
		return request;
	}

}
