package io.zendeskbff.grant;

import java.time.Clock;
import java.util.Objects;

import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.upstream.ZendeskProperties;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Composes the calls of Zendesk's OAuth server.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublicUrl.class)
class GrantConfiguration {

	@Bean
	ClientRegistration zendeskRegistration(ClientRegistrationRepository registrations, PublicUrl publicUrl) {
		ClientRegistration configured = Objects.requireNonNull(
				registrations.findByRegistrationId(ZendeskRegistration.ID),
				"spring.security.oauth2.client.registration.zendesk is missing");
		return ZendeskRegistration.of(configured, publicUrl);
	}

	@Bean
	TokenEndpoint tokenEndpoint(WebClient zendeskWebClient, ClientRegistration registration, MeterRegistry meters) {
		return new MeteredTokenEndpoint(new HttpTokenEndpoint(zendeskWebClient, registration, Clock.systemUTC()),
				meters);
	}

	@Bean
	AuthorizationRequests authorizationRequests(ClientRegistration registration, ZendeskProperties properties) {
		return new AuthorizationRequests(registration, properties.baseUrl());
	}

}
