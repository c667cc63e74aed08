package io.zendeskbff.access;

import java.util.Optional;

import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.ZendeskRegistration;
import io.zendeskbff.renewal.Admission;
import io.zendeskbff.renewal.Renewals;
import io.zendeskbff.renewal.Timing;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.upstream.ZendeskHttp;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * Composes calls under our grant.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	@Bean
	Tokens tokens(ConnectionStore store, Renewals renewals, Admission admission, Timing timing) {
		return new Tokens(store, renewals, admission, timing);
	}

	@Bean
	AuthorizedHttp authorizedHttp(ZendeskHttp http, Tokens tokens) {
		return new AuthorizedHttp(http, tokens);
	}

	@Bean
	ConnectionLifecycle connectionLifecycle(Tokens tokens, Renewals renewals, ClientRegistration registration,
			Optional<SharedStore> shared) {
		return new ConnectionLifecycle(tokens, renewals,
				ZendeskRegistration.isInteractive(registration) && shared.isEmpty());
	}

}
