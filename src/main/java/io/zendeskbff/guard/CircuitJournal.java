package io.zendeskbff.guard;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes a line when the circuit to Zendesk opens and when it closes again; of the probes
 * in between the meters tell.
 */
final class CircuitJournal {

	private static final Logger LOGGER = LoggerFactory.getLogger(CircuitJournal.class);

	private CircuitJournal() {
	}

	static void follow(CircuitBreaker circuit) {
		circuit.getEventPublisher().onStateTransition(CircuitJournal::tell);
	}

	private static void tell(CircuitBreakerOnStateTransitionEvent event) {
		switch (event.getStateTransition()) {
			case CLOSED_TO_OPEN -> tell(Level.WARN, "Zendesk keeps failing and is left alone");
			case HALF_OPEN_TO_CLOSED -> tell(Level.INFO, "Zendesk is well again");
			default -> {
			}
		}
	}

	private static void tell(Level level, String message) {
		LOGGER.atLevel(level).log(message);
	}

}
