package io.zendeskbff.connection;

import java.time.Clock;
import java.util.Optional;

import io.zendeskbff.grant.ZendeskRegistration;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * Composes what is kept and told of the connection with Zendesk.
 */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

	@Bean
	ConnectionStore connectionStore(Optional<SharedStore> shared, Sealer sealer, ClientRegistration registration) {
		return shared.<ConnectionStore>map((store) -> new SharedConnectionStore(store, sealer, first(registration)))
			.orElseGet(MemoryConnectionStore::new);
	}

	/** A service that connects by itself can do so while the store is away. */
	private static @Nullable ConnectionState first(ClientRegistration registration) {
		return ZendeskRegistration.isInteractive(registration) ? null : ConnectionState.NONE;
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
