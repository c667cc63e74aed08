package io.zendeskbff.revocation;

import java.net.URI;
import java.time.Duration;

import io.zendeskbff.upstream.ZendeskHttp;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Chooses how grants end: at a standard endpoint where there is one, else as Zendesk Chat
 * does it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RevocationProperties.class)
class RevocationConfiguration {

	/** How long a revocation may take. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	@Bean
	Revocation revocation(ZendeskHttp http, WebClient zendeskWebClient, ClientRegistration registration,
			RevocationProperties properties) {
		URI endpoint = properties.revocationUri();
		return (endpoint != null) ? new EndpointRevocation(zendeskWebClient, endpoint, registration, PATIENCE)
				: new ListedTokenRevocation(http, registration.getClientId(), PATIENCE);
	}

}
