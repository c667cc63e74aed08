package io.zendeskbff.throttle;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast Zendesk may be called.
 *
 * @param requestsPerMinute how many requests are sent to Zendesk's API within any minute;
 * a tenth of them is kept for updates
 */
@ConfigurationProperties("bff.zendesk")
record ThrottleProperties(@DefaultValue("180") int requestsPerMinute) {

	/** One for reads and one for updates. */
	private static final int LEAST = 2;

	ThrottleProperties {
		if (requestsPerMinute < LEAST) {
			throw new IllegalArgumentException("bff.zendesk.requests-per-minute must be at least " + LEAST);
		}
	}

}
