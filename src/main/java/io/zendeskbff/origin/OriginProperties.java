package io.zendeskbff.origin;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

import io.zendeskbff.surface.WebOrigin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages on other hosts may call.
 *
 * @param origins exact origins of browser portals on other hosts of the same site
 */
@ConfigurationProperties("bff.portal")
record OriginProperties(@DefaultValue Set<String> origins) {

	private static final Pattern ORIGIN = Pattern.compile("https?://(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

	OriginProperties {
		origins = Set.copyOf(origins);
		if (!origins.stream().allMatch(OriginProperties::isOrigin)) {
			throw new IllegalArgumentException(
					"bff.portal.origins must hold origins as browsers write them, such as https://portal.example.com:"
							+ " no path, no default port, lower case; http is for a loopback host only");
		}
	}

	private static boolean isOrigin(String text) {
		if (!ORIGIN.matcher(text).matches()) {
			return false;
		}
		URI url = URI.create(text);
		return WebOrigin.isSafe(url) && WebOrigin.of(url).toString().equals(text);
	}

}
