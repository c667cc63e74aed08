package io.zendeskbff.connection;

import java.time.Clock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes what is kept and told of the connection with Zendesk.
 */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

	@Bean
	ConnectionStore connectionStore() {
		return new MemoryConnectionStore();
	}

	@Bean
	ConnectionJournal connectionJournal(ConnectionStore store, ApplicationEventPublisher events) {
		return new ConnectionJournal(store, Clock.systemUTC(), events);
	}

	@Bean
	ConnectionStatus connectionStatus(ConnectionStore store, ConnectionJournal journal) {
		return new ConnectionStatus(store, journal);
	}

	@Bean
	ConnectionMeters connectionMeters(ConnectionStatus status) {
		return new ConnectionMeters(status, Clock.systemUTC());
	}

	/** Named for the component {@code connection} of {@code /actuator/health}. */
	@Bean
	ConnectionHealth connectionHealthIndicator(ConnectionStatus status) {
		return new ConnectionHealth(status);
	}

}
