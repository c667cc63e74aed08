package io.zendeskbff.connection;

import java.time.Clock;
import java.util.Objects;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Composes the connection with Zendesk.
 */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

	@Bean
	Connection zendeskConnection(ClientRegistrationRepository registrations, WebClient zendeskWebClient) {
		ClientRegistration zendesk = Objects.requireNonNull(registrations.findByRegistrationId("zendesk"),
				"spring.security.oauth2.client.registration.zendesk is missing");
		Clock clock = Clock.systemUTC();
		return new Connection(new ClientCredentials(zendeskWebClient, zendesk, clock),
				new VirtualThreadTaskExecutor("zendesk-token-"), clock);
	}

}
