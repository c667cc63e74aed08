package io.zendeskbff.openapi;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

import io.swagger.v3.oas.models.security.SecurityScheme;
import io.zendeskbff.origin.CsrfFilter;
import io.zendeskbff.session.BrowserSessions;
import io.zendeskbff.surface.PublicUrl;

/**
 * The two ways to say who calls.
 */
final class Schemes {

	static final String BEARER = "bearer";

	static final String SESSION = "session";

	private Schemes() {
	}

	static SequencedMap<String, SecurityScheme> all(PublicUrl own) {
		SequencedMap<String, SecurityScheme> schemes = new LinkedHashMap<>();
		schemes.put(BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP)
			.scheme("bearer")
			.bearerFormat("JWT")
			.description("A portal server's token, of the configured issuer and audience, with exp and a role"));
		schemes.put(SESSION,
				new SecurityScheme().type(SecurityScheme.Type.APIKEY)
					.in(SecurityScheme.In.COOKIE)
					.name(BrowserSessions.cookieName(own.publicUrl() == null || own.isSecure()))
					.description("A browser's session, where browsers can log in; with the header %s, and not beside"
						.formatted(CsrfFilter.HEADER) + " an Authorization header"));
		return schemes;
	}

}
