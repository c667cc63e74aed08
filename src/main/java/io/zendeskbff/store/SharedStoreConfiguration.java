package io.zendeskbff.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.common.circuitbreaker.configuration.CircuitBreakerConfigCustomizer;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Composes the shared store, only where there is one: otherwise nothing of Redis is
 * looked for.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "bff.store", havingValue = "redis")
@Import(DataRedisAutoConfiguration.class)
class SharedStoreConfiguration {

	private static final String STORE = "store";

	/** Commands wait for their answer at most; they never wait for a connection. */
	@Bean
	LettuceClientOptionsBuilderCustomizer impatientCommands() {
		return (options) -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).requestQueueSize(1_000);
	}

	/** A connection that died without a word is found dead after a few seconds. */
	@Bean
	LettuceClientOptionsBuilderCustomizer livingConnections() {
		SocketOptions.KeepAliveOptions keepAlive = SocketOptions.KeepAliveOptions.builder()
			.enable()
			.idle(Duration.ofSeconds(2))
			.interval(Duration.ofSeconds(1))
			.count(2)
			.build();
		SocketOptions.TcpUserTimeoutOptions unanswered = SocketOptions.TcpUserTimeoutOptions.builder()
			.enable(EpollProvider.isAvailable())
			.tcpUserTimeout(Duration.ofSeconds(5))
			.build();
		return (options) -> options.socketOptions(
				options.build().getSocketOptions().mutate().keepAlive(keepAlive).tcpUserTimeout(unanswered).build());
	}

	/** A store that is back is used within seconds, whatever the time it was away. */
	@Bean
	ClientResourcesBuilderCustomizer quickReconnect() {
		return (resources) -> resources
			.reconnectDelay(Delay.fullJitter(Duration.ofMillis(50), Duration.ofSeconds(1), 50, TimeUnit.MILLISECONDS));
	}

	/** What the store refuses it has answered. */
	@Bean
	CircuitBreakerConfigCustomizer storeCircuit() {
		return CircuitBreakerConfigCustomizer.of(STORE, (circuit) -> circuit.recordException(Silence::isCauseOf));
	}

	@Bean
	SharedStore sharedStore(StringRedisTemplate redis, CircuitBreakerRegistry circuits, MeterRegistry meters,
			Deployment deployment) {
		return new SharedStore(redis, circuits.circuitBreaker(STORE), new StoreJournal(meters),
				"zendesk-account-bff:1:{%s}:".formatted(deployment.name()), deployment.longestUpdate());
	}

}
