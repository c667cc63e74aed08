package io.zendeskbff.agent;

import io.zendeskbff.access.AuthorizedHttp;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.upstream.ZendeskProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Composes what is known of the connected user.
 */
@Configuration(proxyBeanMethods = false)
class AgentConfiguration {

	@Bean
	Agents agents(AuthorizedHttp http, ConnectionStatus connection, ZendeskProperties properties) {
		return new Agents(http, connection, new VirtualThreadTaskExecutor("zendesk-agent-"), properties.readDeadline());
	}

	@Bean
	UpdateVerdict updateVerdict() {
		return new UpdateVerdict();
	}

}
