package io.zendeskbff.session;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Logins that do not serve for those who must tell of them, and where the next begins.
 */
public final class LoginFailures {

	private LoginFailures() {
	}

	public static LoginTooOldException tooOld(Duration maxAge) {
		return new LoginTooOldException(maxAge);
	}

	public static SessionUnavailableException unavailable() {
		return new SessionUnavailableException(new IllegalStateException("s3cret"));
	}

	/**
	 * Where a browser logs in.
	 * @param url null where no browser can
	 */
	public static LoginUrl url(@Nullable String url) {
		return new LoginUrl((url != null) ? URI.create(url) : null);
	}

}
