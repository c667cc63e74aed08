package io.zendeskbff.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.store.LocalMutex;
import io.zendeskbff.store.Mutex;
import io.zendeskbff.store.SharedMutex;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.upstream.ZendeskProperties;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes what stands around the calls to Zendesk, from the outside in: a permit, a
 * second attempt, the circuit, the meter.
 */
@Configuration(proxyBeanMethods = false)
class GuardConfiguration {

	private static final String ZENDESK = "zendesk";

	/** What is not Zendesk's fault is neither success nor failure. */
	@Bean
	CircuitBreakerConfigCustomizer zendeskCircuit() {
		return CircuitBreakerConfigCustomizer.of(ZENDESK,
				(circuit) -> circuit.ignoreException((failure) -> !Verdict.isZendesksFault(failure)));
	}

	@Bean
	ZendeskAccounts guardedAccounts(AccountCalls http, CircuitBreakerRegistry circuits, BulkheadRegistry bulkheads,
			ZendeskProperties properties, MeterRegistry meters, Optional<SharedStore> shared) {
		AccountCalls once = new CircuitCalls(new MeteredCalls(http, meters), circuit(circuits));
		AccountCalls calls = new RepeatedCalls(once, repetition(meters));
		Permits permits = new Permits(bulkheads.bulkhead(ZENDESK), bulkheads.bulkhead("zendesk-writes"));
		Mutex turns = shared.map(GuardConfiguration::turnsOfAll).orElseGet(LocalMutex::new);
		return new GuardedAccounts(calls, new Updates(calls, once, properties.readDeadline(), turns), permits,
				properties);
	}

	/** Of a replica that died, the update may still be on its way. */
	private static Mutex turnsOfAll(SharedStore store) {
		return store.mutex("updating",
				new SharedMutex.Terms(store.longestUpdate().plusSeconds(2), Duration.ofMillis(50), false, true));
	}

	private static CircuitBreaker circuit(CircuitBreakerRegistry circuits) {
		CircuitBreaker circuit = circuits.circuitBreaker(ZENDESK);
		CircuitJournal.follow(circuit);
		return circuit;
	}

	private static Repetition repetition(MeterRegistry meters) {
		return new Repetition(new RetryBudget(System::nanoTime), () -> ThreadLocalRandom.current().nextLong(),
				(length) -> LockSupport.parkNanos(length.toNanos()), meters);
	}

}
