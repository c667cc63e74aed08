package io.zendeskbff.revocation;

import java.net.URI;

import io.zendeskbff.surface.WebOrigin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How a grant ends at Zendesk.
 *
 * @param revocationUri an RFC 7009 endpoint, null where Zendesk has none and tokens are
 * deleted by Chat's own API
 */
@ConfigurationProperties("bff.connection")
record RevocationProperties(@Nullable URI revocationUri) {

	RevocationProperties {
		if (revocationUri != null && !isUsable(revocationUri)) {
			throw new IllegalArgumentException("bff.connection.revocation-uri must be an https URL without user or"
					+ " fragment; http is for a loopback host only");
		}
	}

	private static boolean isUsable(URI url) {
		return WebOrigin.isSafe(url) && url.getRawUserInfo() == null && url.getRawFragment() == null;
	}

}
