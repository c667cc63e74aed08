package io.zendeskbff.origin;

import java.util.Set;

/**
 * Origins for tests of other packages.
 */
public final class SomeOrigins {

	private SomeOrigins() {
	}

	public static Origins of(String own, Set<String> portals) {
		return new Origins(own, new OriginProperties(portals).origins());
	}

}
