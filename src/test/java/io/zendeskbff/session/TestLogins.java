package io.zendeskbff.session;

import java.time.Instant;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;
import org.jspecify.annotations.Nullable;

/**
 * Logins of users that tests know.
 */
final class TestLogins {

	static final String ISSUER = "https://login.example";

	static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private TestLogins() {
	}

	static Login of(String subject, @Nullable String sid) {
		return new Login(new Caller(ISSUER, subject, Role.OWNER, "Olive Owner"), sid, NOW, "sealed-id-token");
	}

}
