package io.zendeskbff.portal;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds a user's role among the claims that his identity provider made, comparing values
 * exactly.
 */
public final class RoleClaim {

	private final PortalProperties.Roles roles;

	RoleClaim(PortalProperties.Roles roles) {
		this.roles = roles;
	}

	/**
	 * The role that claims give.
	 * @param claims all claims of a token or an answer
	 * @return the higher of the roles, null when there is none
	 */
	public @Nullable Role roleIn(Map<String, ?> claims) {
		Set<String> values = values(find(claims));
		if (!Collections.disjoint(values, this.roles.owner())) {
			return Role.OWNER;
		}
		return Collections.disjoint(values, this.roles.admin()) ? null : Role.ADMIN;
	}

	/**
	 * What somebody lacks who has no role, for whoever can give him one.
	 * @return a sentence that names the claim and the values
	 */
	public String expectation() {
		return "The claim \"%s\" would have to hold one of %s.".formatted(this.roles.claim(),
				Stream.concat(this.roles.admin().stream(), this.roles.owner().stream())
					.map((value) -> '"' + value + '"')
					.collect(Collectors.joining(", ")));
	}

	private @Nullable Object find(Map<String, ?> claims) {
		Object exact = claims.get(this.roles.claim());
		return (exact != null) ? exact : descend(claims, this.roles.claim().split("\\.", -1));
	}

	private static @Nullable Object descend(Object claims, String[] path) {
		Object found = claims;
		for (String name : path) {
			found = (found instanceof Map<?, ?> map) ? map.get(name) : null;
		}
		return found;
	}

	private static Set<String> values(@Nullable Object claim) {
		return switch (claim) {
			case String value -> Set.of(value);
			case Collection<?> values -> values.stream()
				.filter(String.class::isInstance)
				.map(String.class::cast)
				.collect(Collectors.toUnmodifiableSet());
			case null, default -> Set.of();
		};
	}

}
