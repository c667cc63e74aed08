package io.zendeskbff.session;

import java.time.Instant;

import io.zendeskbff.portal.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What an identity provider said of somebody who logged in, as far as it is kept.
 *
 * @param caller who he is
 * @param sid the provider's own session, OpenID Connect Back-Channel Logout 1.0 section
 * 2.1; null where it has no names for them
 * @param authenticatedAt when he proved who he is, {@code auth_time} in OpenID Connect
 * Core 1.0 section 2; never later than now
 * @param sealedIdToken his ID token, which ends the provider's session
 */
public record Login(Caller caller, @Nullable String sid, Instant authenticatedAt, String sealedIdToken) {

	/** Never a name or a token in a log. */
	@Override
	public String toString() {
		return "Login[authenticatedAt=%s]".formatted(this.authenticatedAt);
	}

}
