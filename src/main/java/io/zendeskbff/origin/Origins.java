package io.zendeskbff.origin;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Our own origin and those of the portals, compared to the letter.
 */
public final class Origins {

	private final @Nullable String own;

	private final Set<String> portals;

	Origins(@Nullable String own, Set<String> portals) {
		this.own = own;
		this.portals = Set.copyOf(portals);
	}

	/**
	 * Whether pages of an origin may call, and be returned to.
	 * @param origin as browsers write it, RFC 6454 section 6.1
	 */
	public boolean isTrusted(String origin) {
		return origin.equals(this.own) || isPortals(origin);
	}

	/** Whether it is one of the portals' on other hosts. */
	boolean isPortals(String origin) {
		return this.portals.contains(origin);
	}

}
