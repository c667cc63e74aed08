package io.zendeskbff.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@code bff.connection.status}, 1 for the status that is and 0 for the others, and
 * {@code bff.connection.token.expiry}, seconds to the token's end, NaN when it has none.
 */
final class ConnectionMeters implements MeterBinder {

	private final ConnectionStatus connection;

	private final Clock clock;

	ConnectionMeters(ConnectionStatus connection, Clock clock) {
		this.connection = connection;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (Standing.Status status : Standing.Status.values()) {
			Gauge.builder("bff.connection.status", () -> is(status))
				.description("Whether the connection with Zendesk has this status")
				.tag("status", status.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.register(registry);
		}
		Gauge.builder("bff.connection.token.expiry", this::secondsToExpiry)
			.description("Seconds until the access token ends")
			.baseUnit("seconds")
			.register(registry);
	}

	private double is(Standing.Status status) {
		return value((standing) -> (standing.status() == status) ? 1 : 0);
	}

	private double secondsToExpiry() {
		return value((standing) -> {
			Standing.Token token = standing.token();
			return (token == null || token.expiresAt() == null) ? Double.NaN
					: Duration.between(this.clock.instant(), token.expiresAt()).toMillis() / 1000.0;
		});
	}

	private double value(ToDoubleFunction<Standing> what) {
		try {
			return what.applyAsDouble(this.connection.standing());
		}
		catch (ConnectionException _) {
			// The store is away, and nothing is known.
			return Double.NaN;
		}
	}

}
