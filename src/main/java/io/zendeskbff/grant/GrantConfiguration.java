package io.zendeskbff.grant;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.upstream.ZendeskProperties;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Composes the calls of Zendesk's OAuth server.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ OAuth2ClientProperties.class, PublicUrl.class })
class GrantConfiguration {

	@Bean
	ClientRegistration zendeskRegistration(OAuth2ClientProperties clients, PublicUrl publicUrl) {
		ClientRegistration configured = Objects
			.requireNonNull(new OAuth2ClientPropertiesMapper(zendeskOf(clients)).asClientRegistrations()
				.get(ZendeskRegistration.ID), "spring.security.oauth2.client.registration.zendesk is missing");
		return ZendeskRegistration.of(configured, publicUrl);
	}

	/** The portals' identity provider would be called at the start otherwise. */
	private static OAuth2ClientProperties zendeskOf(OAuth2ClientProperties clients) {
		OAuth2ClientProperties only = new OAuth2ClientProperties();
		only.getProvider().putAll(clients.getProvider());
		Optional.ofNullable(clients.getRegistration().get(ZendeskRegistration.ID))
			.ifPresent((zendesk) -> only.getRegistration().put(ZendeskRegistration.ID, zendesk));
		return only;
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
