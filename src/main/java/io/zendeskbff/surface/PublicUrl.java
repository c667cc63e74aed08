package io.zendeskbff.surface;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where browsers find this service: every absolute URL of our own is built from it, and
 * never from what a request says of its host.
 *
 * @param publicUrl own external URL with any path, such as
 * {@code https://portal.example.com/zendesk}
 */
@ConfigurationProperties("bff")
public record PublicUrl(@Nullable URI publicUrl) {

	public PublicUrl {
		if (publicUrl != null && !isUsable(publicUrl)) {
			throw new IllegalArgumentException("bff.public-url must be an https URL without query or fragment,"
					+ " such as https://portal.example.com/zendesk; http is for a loopback host only");
		}
	}

	private static boolean isUsable(URI url) {
		return WebOrigin.isSafe(url) && url.getRawUserInfo() == null && url.getRawQuery() == null
				&& url.getRawFragment() == null;
	}

	/**
	 * The origin that browsers know us by, RFC 6454 section 6.1.
	 * @return scheme, host and port where it is not the scheme's
	 * @throws IllegalStateException when the service does not know its own URL
	 */
	public URI origin() {
		return WebOrigin.of(required());
	}

	/**
	 * Whether browsers come over TLS.
	 * @return false for http on a loopback host
	 * @throws IllegalStateException when the service does not know its own URL
	 */
	public boolean isSecure() {
		return "https".equals(required().getScheme());
	}

	/**
	 * The absolute URL of a path of ours.
	 * @param path the path below the context path, with a leading slash
	 * @return the URL by which a browser reaches it
	 * @throws IllegalStateException when the service does not know its own URL
	 */
	public URI of(String path) {
		return URI.create(required().toString().replaceFirst("/+$", "") + path);
	}

	private URI required() {
		if (this.publicUrl == null) {
			throw new IllegalStateException("bff.public-url is not set");
		}
		return this.publicUrl;
	}

}
