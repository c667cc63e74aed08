package io.zendeskbff.portal;

import java.util.Set;

/**
 * Where roles stand, for tests of other packages.
 */
public final class RoleClaims {

	private RoleClaims() {
	}

	/** As it is where nothing is configured. */
	public static RoleClaim usual() {
		return new RoleClaim(new PortalProperties.Roles("roles", Set.of("zendesk-admin"), Set.of("zendesk-owner")));
	}

}
