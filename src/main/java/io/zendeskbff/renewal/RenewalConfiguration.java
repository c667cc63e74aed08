package io.zendeskbff.renewal;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.zendeskbff.connection.ConnectionJournal;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.TokenEndpoint;
import io.zendeskbff.grant.ZendeskRegistration;
import io.zendeskbff.revocation.Revocation;
import io.zendeskbff.upstream.ZendeskProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

/**
 * Composes the renewal of tokens.
 */
@Configuration(proxyBeanMethods = false)
class RenewalConfiguration {

	@Bean(destroyMethod = "shutdownNow")
	ScheduledExecutorService renewalSchedule() {
		return Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("zendesk-schedule").factory());
	}

	@Bean
	Timing renewalTiming(ScheduledExecutorService renewalSchedule) {
		return new Timing(Clock.systemUTC(), new SystemSchedule(renewalSchedule),
				traced(new VirtualThreadTaskExecutor("zendesk-token-")), () -> ThreadLocalRandom.current().nextLong());
	}

	/** A renewal belongs to the trace of whoever starts it. */
	private static Executor traced(Executor executor) {
		ContextSnapshotFactory traces = ContextSnapshotFactory.builder()
			.captureKeyPredicate(ObservationThreadLocalAccessor.KEY::equals)
			.build();
		return (task) -> executor.execute(traces.captureAll().wrap(task));
	}

	@Bean
	Admission admission(AccountKeys keys, Revocation revocation, ZendeskProperties properties, Timing timing) {
		return new Admission(keys, revocation, properties.accountKey(), timing);
	}

	@Bean
	GrantFlow grantFlow(ClientRegistration registration, TokenEndpoint endpoint, Admission admission, Timing timing) {
		return ZendeskRegistration.isInteractive(registration) ? new AuthorizationCodeFlow(endpoint)
				: new ClientCredentialsFlow(endpoint, admission, timing.clock());
	}

	@Bean
	Renewals renewals(ConnectionStore store, GrantFlow flow, Admission admission, ConnectionJournal journal,
			Timing timing) {
		return new Renewals(new Renewal(store, flow, admission), journal, timing);
	}

}
