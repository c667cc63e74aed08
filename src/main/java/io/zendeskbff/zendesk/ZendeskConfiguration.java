package io.zendeskbff.zendesk;

import java.time.Clock;

import io.zendeskbff.account.Accounts;
import io.zendeskbff.connection.Connection;
import io.zendeskbff.upstream.ZendeskHttp;
import io.zendeskbff.upstream.ZendeskProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the way to Zendesk.
 */
@Configuration(proxyBeanMethods = false)
class ZendeskConfiguration {

	@Bean
	Accounts accounts(ZendeskHttp http, Connection connection, ZendeskProperties properties) {
		AuthorizedCalls calls = new AuthorizedCalls(http, connection);
		Statuses statuses = new Statuses(new ConnectedAgent(calls, properties), Clock.systemUTC());
		return new HttpAccounts(new AccountResource(calls, statuses, properties), properties);
	}

}
