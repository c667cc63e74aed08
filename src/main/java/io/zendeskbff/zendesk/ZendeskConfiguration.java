package io.zendeskbff.zendesk;

import java.time.Clock;

import io.zendeskbff.access.AuthorizedHttp;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.agent.UpdateVerdict;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.guard.AccountCalls;
import io.zendeskbff.renewal.AccountKeys;
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
	Statuses statuses() {
		return new Statuses(Clock.systemUTC());
	}

	@Bean
	AccountKeys accountKeys(ZendeskHttp http, Statuses statuses, ZendeskProperties properties) {
		return new AccountKeyReader(http, statuses, properties);
	}

	@Bean
	ConnectedAgent connectedAgent(Agents agents, UpdateVerdict verdict) {
		return new ConnectedAgent(agents, verdict);
	}

	@Bean
	AccountCalls httpAccountCalls(AuthorizedHttp http, Statuses statuses, ConnectionStatus connection,
			ConnectedAgent agent) {
		return new HttpAccountCalls(new AuthorizedCalls(http), statuses, connection, agent);
	}

}
