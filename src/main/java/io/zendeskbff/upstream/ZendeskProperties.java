package io.zendeskbff.upstream;

import java.net.URI;
import java.time.Duration;

import io.zendeskbff.surface.WebOrigin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where Zendesk is and how long it may take.
 *
 * @param baseUrl Zendesk's origin; https, or http for a loopback host
 * @param pathPrefix what stands before {@code /account}: {@code /api/v2/chat}, or
 * {@code /api/v2} for the old host
 * @param accountKey the one account that may be read and changed, null for whichever the
 * credentials belong to
 * @param connectTimeout how long opening a connection may take
 * @param readDeadline how long a read may take from the caller's arrival to the last byte
 * @param writeDeadline how long an update may take until its answer is there
 * @param maxBody the largest answer that is taken from Zendesk
 */
@ConfigurationProperties("bff.zendesk")
public record ZendeskProperties(URI baseUrl, @DefaultValue("/api/v2/chat") String pathPrefix,
		@Nullable String accountKey, @DefaultValue("1s") Duration connectTimeout,
		@DefaultValue("3s") Duration readDeadline, @DefaultValue("10s") Duration writeDeadline,
		@DefaultValue("1MB") DataSize maxBody) {

	private static final String KEY = "bff.zendesk.";

	/** Netty counts in milliseconds, and takes none of them for no limit. */
	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	public ZendeskProperties {
		require(isOrigin(baseUrl), "base-url", "must be an origin such as https://acme.zendesk.com");
		require(WebOrigin.isSafe(baseUrl), "base-url", "must use https; http is for a loopback host only");
		require(pathPrefix.matches("(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+"), "path-prefix",
				"must be a path such as /api/v2/chat");
		require(accountKey == null || !accountKey.isBlank(), "account-key", "must not be blank");
		requireSensible(connectTimeout, "connect-timeout");
		requireSensible(readDeadline, "read-deadline");
		requireSensible(writeDeadline, "write-deadline");
		require(maxBody.toBytes() > 0 && maxBody.toBytes() <= Integer.MAX_VALUE, "max-body",
				"must be at least 1B and less than 2GB");
	}

	/**
	 * The absolute URL of a resource.
	 * @param resource its path below the prefix, with a leading slash
	 * @return the URL
	 */
	public URI url(String resource) {
		return this.baseUrl.resolve(this.pathPrefix + resource);
	}

	/** An empty value is bound as none. */
	private static boolean isOrigin(@Nullable URI url) {
		return url != null && url.getHost() != null && url.getRawUserInfo() == null && url.getRawQuery() == null
				&& url.getRawFragment() == null && (url.getRawPath().isEmpty() || url.getRawPath().equals("/"));
	}

	private static void requireSensible(Duration duration, String key) {
		require(duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0, key,
				"must be between 1ms and 1h");
	}

	private static void require(boolean condition, String key, String otherwise) {
		if (!condition) {
			throw new IllegalArgumentException(KEY + key + " " + otherwise);
		}
	}

}
