package io.zendeskbff.portal;

import java.util.Collections;
import java.util.Set;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the portals' users are told apart.
 *
 * @param roles where their roles stand and what they are called
 */
@ConfigurationProperties("bff.portal")
record PortalProperties(@DefaultValue Roles roles) {

	/**
	 * Roles as the identity provider writes them.
	 *
	 * @param claim a claim of exactly this name, else a dotted path into nested claims
	 * @param admin the values that mean admin
	 * @param owner the values that mean owner, who is an admin too
	 */
	record Roles(@DefaultValue("roles") String claim, @DefaultValue("zendesk-admin") Set<String> admin,
			@DefaultValue("zendesk-owner") Set<String> owner) {

		Roles {
			if (claim.isBlank()) {
				throw new IllegalArgumentException("bff.portal.roles.claim must name a claim");
			}
			requireValues("bff.portal.roles.admin", admin);
			requireValues("bff.portal.roles.owner", owner);
			if (!Collections.disjoint(admin, owner)) {
				throw new IllegalArgumentException(
						"bff.portal.roles.owner must not hold a value of bff.portal.roles.admin");
			}
		}

		private static void requireValues(String key, Set<String> values) {
			if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
				throw new IllegalArgumentException(key + " must hold at least one value, and no blank one");
			}
		}

	}

}
