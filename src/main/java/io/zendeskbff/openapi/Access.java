package io.zendeskbff.openapi;

import java.util.List;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.zendeskbff.portal.Role;

/**
 * Who may make a call, and what he is told where he may not.
 */
enum Access {

	/** No credentials are looked at. */
	ANYONE("Anyone may.", List.of()),

	/** A session is looked for, and need not be there. */
	BROWSER("Anyone may.", List.of("session-unavailable")),

	/** Whoever has a session. */
	SESSION("Whoever is logged in may.", List.of("unauthenticated", "csrf", "session-unavailable")),

	/** By token or, where browsers log in, by session. */
	ADMIN("Admins and owners may.",
			List.of("unauthenticated", "role-required", "csrf", "session-unavailable", "upstream-unavailable")),

	/** The same without those who are admins only. */
	OWNER("Owners may.", ADMIN.problems);

	private static final List<String> OF_SESSIONS = List.of("csrf", "session-unavailable", "login-too-old");

	private final String sentence;

	private final List<String> problems;

	Access(String sentence, List<String> problems) {
		this.sentence = sentence;
		this.problems = problems;
	}

	String sentence() {
		return this.sentence;
	}

	/**
	 * Which credentials are needed.
	 * @param sessions whether browsers can log in here
	 * @return one of these; empty where none are
	 */
	List<SecurityRequirement> requirements(boolean sessions) {
		return switch (this) {
			case ANYONE, BROWSER -> List.of();
			case SESSION -> List.of(new SecurityRequirement().addList(Schemes.SESSION));
			case ADMIN -> byRole(Role.ADMIN, sessions);
			case OWNER -> byRole(Role.OWNER, sessions);
		};
	}

	/** Roles may stand there since OpenAPI 3.1. */
	private static List<SecurityRequirement> byRole(Role role, boolean sessions) {
		return Stream.of(Schemes.BEARER, Schemes.SESSION)
			.filter((scheme) -> sessions || scheme.equals(Schemes.BEARER))
			.map((scheme) -> new SecurityRequirement().addList(scheme, role.word()))
			.toList();
	}

	boolean needsCsrfHeader(boolean sessions) {
		return sessions && this.problems.contains("csrf");
	}

	Stream<String> problems() {
		return this.problems.stream();
	}

	/** Whether nobody is told so where browsers cannot log in. */
	static boolean isOfSessions(String slug) {
		return OF_SESSIONS.contains(slug);
	}

}
