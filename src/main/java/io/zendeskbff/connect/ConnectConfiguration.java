package io.zendeskbff.connect;

import java.time.InstantSource;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.agent.UpdateVerdict;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.AuthorizationRequests;
import io.zendeskbff.grant.TokenEndpoint;
import io.zendeskbff.renewal.Admission;
import io.zendeskbff.renewal.Renewals;
import io.zendeskbff.revocation.Revocation;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.surface.PublicUrl;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the owner's way to connect and disconnect.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ ConnectProperties.class, PublicUrl.class })
class ConnectConfiguration {

	@Bean
	Connections connections(ConnectionStore store, Renewals renewals, Admission admission, Revocation revocation) {
		return new Connections(store, renewals, admission, revocation);
	}

	@Bean
	Authorizations authorizations(AuthorizationRequests requests, TokenEndpoint endpoint, Connections connections,
			Optional<SharedStore> shared, Sealer sealer) {
		PendingAuthorizations pending = shared
			.<PendingAuthorizations>map((store) -> new SharedAuthorizations(store, sealer, InstantSource.system()))
			.orElseGet(() -> new OwnAuthorizations(Ticker.systemTicker()));
		return new Authorizations(requests, pending, endpoint, connections);
	}

	@Bean
	ConnectionView connectionView(ConnectionStatus connection, Agents agents, UpdateVerdict verdict,
			Authorizations authorizations) {
		return new ConnectionView(connection, agents, verdict, authorizations);
	}

}
