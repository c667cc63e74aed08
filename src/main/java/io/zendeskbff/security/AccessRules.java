package io.zendeskbff.security;

import java.util.Map;
import java.util.function.Supplier;

import io.zendeskbff.portal.Role;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.Surface;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.security.authorization.AuthenticatedAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/**
 * Who may call what, however he is known. What is not said here nobody may. Paths are
 * compared with the request line as it came, like {@link Surface} does.
 */
final class AccessRules implements AuthorizationManager<HttpServletRequest> {

	private static final String CONSOLE_FILES = "/console/";

	private static final AuthorizationManager<HttpServletRequest> OWNER = AuthorityAuthorizationManager
		.hasAuthority(Role.OWNER.name());

	private static final AuthorizationManager<HttpServletRequest> ADMIN = AuthorityAuthorizationManager
		.hasAuthority(Role.ADMIN.name());

	private static final AuthorizationManager<HttpServletRequest> AUTHENTICATED = AuthenticatedAuthorizationManager
		.authenticated();

	private static final AuthorizationManager<HttpServletRequest> ANYBODY = (_, _) -> new AuthorizationDecision(true);

	private static final AuthorizationManager<HttpServletRequest> NOBODY = (_, _) -> new AuthorizationDecision(false);

	private static final Map<String, AuthorizationManager<HttpServletRequest>> ACCOUNT = Map.of("GET", ADMIN, "HEAD",
			ADMIN, "PUT", OWNER);

	private static final Map<String, AuthorizationManager<HttpServletRequest>> PAGE = Map.of("GET", ANYBODY, "HEAD",
			ANYBODY);

	private static final Map<String, Map<String, AuthorizationManager<HttpServletRequest>>> RULES = Map.ofEntries(
			Map.entry(Paths.ACCOUNT, ACCOUNT), Map.entry(Paths.CHAT_ACCOUNT, ACCOUNT),
			Map.entry(Paths.CONNECTION, Map.of("GET", ADMIN, "DELETE", OWNER)),
			Map.entry(Paths.CONNECTION_AUTHORIZATION, Map.of("POST", OWNER)),
			Map.entry(Paths.CHANGES, Map.of("GET", OWNER)), Map.entry(Paths.LOGOUT, Map.of("POST", AUTHENTICATED)),
			Map.entry(Paths.SESSION, Map.of("GET", ANYBODY)), Map.entry(Paths.API_DOCS, Map.of("GET", ANYBODY)),
			Map.entry("/", PAGE),
			// Zendesk sends a browser here that may have nothing but its state.
			Map.entry(Paths.CONNECTION_CALLBACK, Map.of("GET", ANYBODY)),
			// The identity provider comes with a logout token.
			Map.entry(Paths.BACK_CHANNEL_LOGOUT, Map.of("POST", ANYBODY)));

	@Override
	public @Nullable AuthorizationResult authorize(Supplier<? extends @Nullable Authentication> caller,
			HttpServletRequest request) {
		return rules(Surface.pathOf(request)).getOrDefault(request.getMethod(), NOBODY).authorize(caller, request);
	}

	private static Map<String, AuthorizationManager<HttpServletRequest>> rules(String path) {
		return path.startsWith(CONSOLE_FILES) ? PAGE : RULES.getOrDefault(path, Map.of());
	}

}
