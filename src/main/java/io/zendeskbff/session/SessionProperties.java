package io.zendeskbff.session;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay logged in.
 *
 * @param session how long a browser's session lasts
 * @param writeMaxAge how long after his login an owner may update billing
 */
@ConfigurationProperties("bff.portal")
record SessionProperties(@DefaultValue Session session, @DefaultValue("15m") Duration writeMaxAge) {

	SessionProperties {
		require("bff.portal.write-max-age", writeMaxAge);
	}

	/**
	 * How long a browser's session lasts.
	 *
	 * @param idle after the last call
	 * @param absolute after the login
	 */
	record Session(@DefaultValue("30m") Duration idle, @DefaultValue("8h") Duration absolute) {

		Session {
			require("bff.portal.session.idle", idle);
			require("bff.portal.session.absolute", absolute);
			if (idle.compareTo(absolute) > 0) {
				throw new IllegalArgumentException(
						"bff.portal.session.idle must not be longer than bff.portal.session.absolute");
			}
		}

	}

	private static void require(String key, Duration value) {
		if (value.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException(key + " must be at least 1s");
		}
	}

}
