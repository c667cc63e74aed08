package io.zendeskbff.session;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An identity provider's word that somebody is logged out, OpenID Connect Back-Channel
 * Logout 1.0 section 2.4.
 *
 * @param issuer which provider
 * @param id {@code jti}: it may be used once
 * @param subject who; null where only the session is named
 * @param sid the provider's session; null where all of his are meant
 * @param until until when the word may be given
 */
public record LogoutNotice(String issuer, String id, @Nullable String subject, @Nullable String sid, Instant until) {

	public LogoutNotice {
		if (subject == null && sid == null) {
			throw new IllegalArgumentException("Nobody is named");
		}
	}

	/** Who is named with a session is meant too where it is not known. */
	boolean isAbout(Login login) {
		return this.issuer.equals(login.caller().issuer())
				&& (this.subject == null || this.subject.equals(login.caller().subject()))
				&& (this.sid == null || this.sid.equals(login.sid()) || (this.subject != null && login.sid() == null));
	}

	/** Never a name in a log. */
	@Override
	public String toString() {
		return "LogoutNotice[until=%s]".formatted(this.until);
	}

}
