package io.zendeskbff.problem;

import java.util.stream.Stream;

import io.zendeskbff.portal.Role;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;

/**
 * Tells a caller which role he lacks, from what the security chain decided.
 */
final class RequiredRole {

	private RequiredRole() {
	}

	static String sentence(AccessDeniedException denied) {
		return Stream.of(Role.values())
			.filter((role) -> isRequired(role, denied))
			.findFirst()
			.map((role) -> "This call needs the role " + role.word() + ".")
			.orElse("This call is not allowed.");
	}

	private static boolean isRequired(Role role, AccessDeniedException denied) {
		return denied instanceof AuthorizationDeniedException ex
				&& ex.getAuthorizationResult() instanceof AuthorityAuthorizationDecision decision
				&& decision.getAuthorities().stream().anyMatch((one) -> role.name().equals(one.getAuthority()));
	}

}
