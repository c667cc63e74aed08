package io.zendeskbff.session;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in, as a page is told; never a token.
 */
sealed interface SessionAnswer {

	/** Whether anybody is. */
	boolean authenticated();

	/**
	 * Nobody is.
	 *
	 * @param loginUrl where to log in, null where browsers cannot
	 */
	record Nobody(boolean authenticated, @Nullable URI loginUrl) implements SessionAnswer {
	}

	/**
	 * Somebody is.
	 *
	 * @param name what people call him, else his subject
	 * @param roles none, admin, or both
	 * @param csrfHeader what each further call must carry
	 * @param logoutUrl where to log out, by POST
	 * @param loginUrl where to log in anew
	 * @param expiresAt when the session ends if nothing is called
	 */
	record Somebody(boolean authenticated, String name, List<String> roles, String csrfHeader, URI logoutUrl,
			@Nullable URI loginUrl, Instant expiresAt) implements SessionAnswer {

		/** Never a name in a log. */
		@Override
		public String toString() {
			return "Somebody[roles=%s]".formatted(this.roles);
		}

	}

	static String nameOf(Caller caller) {
		return (caller.name() != null) ? caller.name() : caller.subject();
	}

	/** An owner is an admin too. */
	static List<String> rolesOf(Caller caller) {
		return Stream.of(Role.values())
			.filter((role) -> caller.role() != null && role.compareTo(caller.role()) <= 0)
			.map(Role::word)
			.toList();
	}

}
