package io.zendeskbff.cache;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How old an account may be when it is served, RFC 9111 section 4.2 and RFC 5861. With
 * zero in all three nothing is kept, and each read is a call of its own.
 *
 * @param freshFor up to this age it is served as it is
 * @param staleWhileRevalidate for this much longer it is served while it is read anew
 * @param staleIfError the greatest age at which it is served once it is not fresh, and in
 * place of an account that cannot be read
 */
@ConfigurationProperties("bff.cache")
record CacheProperties(@DefaultValue("30s") Duration freshFor, @DefaultValue("30s") Duration staleWhileRevalidate,
		@DefaultValue("10m") Duration staleIfError) {

	private static final Duration MOST = Duration.ofDays(1);

	CacheProperties {
		Map.of("fresh-for", freshFor, "stale-while-revalidate", staleWhileRevalidate, "stale-if-error", staleIfError)
			.forEach(CacheProperties::requireSane);
		if (staleIfError.isPositive() && staleIfError.compareTo(freshFor) < 0) {
			throw new IllegalArgumentException(
					"bff.cache.stale-if-error must be at least bff.cache.fresh-for, or 0s for no stale answers");
		}
	}

	private static void requireSane(String key, Duration duration) {
		if (duration.isNegative() || duration.compareTo(MOST) > 0) {
			throw new IllegalArgumentException("bff.cache.%s must be between 0s and %dd".formatted(key, MOST.toDays()));
		}
	}

	/** Whether an account may ever be served a second time. */
	boolean keeps() {
		return !this.freshFor.plus(this.staleWhileRevalidate).plus(this.staleIfError).isZero();
	}

	/** For how long it is still fresh; zero or less once it is not. */
	Duration ttl(Duration age) {
		return this.freshFor.minus(age);
	}

	boolean isFresh(Duration age) {
		return age.compareTo(this.freshFor) < 0;
	}

	/** Whether it may be served at once while it is read anew. */
	boolean mayRenewBehind(Duration age) {
		return age.compareTo(this.freshFor.plus(this.staleWhileRevalidate)) < 0 && mayStandIn(age);
	}

	/** Whether it may be served in place of an account that cannot be read. */
	boolean mayStandIn(Duration age) {
		return age.compareTo(this.staleIfError) <= 0;
	}

}
