package io.zendeskbff.load;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service takes its leave.
 *
 * @param drainPeriod how long calls are still taken at a stop, until proxies have noticed
 * that the service is no longer ready
 */
@ConfigurationProperties("bff.http")
record DrainProperties(@DefaultValue("5s") Duration drainPeriod) {

	/** Spring waits no longer than 30 s for a part to stop. */
	private static final Duration MOST = Duration.ofSeconds(25);

	DrainProperties {
		if (drainPeriod.isNegative() || drainPeriod.compareTo(MOST) > 0) {
			throw new IllegalArgumentException(
					"bff.http.drain-period must be between 0s and %ds".formatted(MOST.toSeconds()));
		}
	}

}
