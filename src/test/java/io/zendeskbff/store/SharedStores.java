package io.zendeskbff.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import io.github.resilience4j.springboot.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.tools.RedisServer;

import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * The stores of several replicas over one Redis, as production composes and configures
 * them.
 */
public final class SharedStores implements AutoCloseable {

	/** For how long an update may be on its way, unless a test says otherwise. */
	public static final Duration LONGEST_UPDATE = Duration.ofSeconds(14);

	private static final StoreScript LOOK = new StoreScript("return reply()");

	private final RedisServer redis;

	private final String name;

	private final Map<SharedStore, AnnotationConfigApplicationContext> replicas = new LinkedHashMap<>();

	private SharedStores(RedisServer redis, String name) {
		this.redis = redis;
		this.name = name;
	}

	/** No replicas yet. */
	public static SharedStores in(RedisServer redis) {
		return in(redis, "acme.zendesk.com");
	}

	/**
	 * No replicas yet.
	 * @param name of the deployment: another one has nothing in common with it
	 */
	public static SharedStores in(RedisServer redis, String name) {
		return new SharedStores(redis, name);
	}

	/**
	 * The store of one more replica, which it has not looked at. It has more patience
	 * than by default: on a busy machine a late answer is no fault.
	 */
	public SharedStore join() {
		return join(LONGEST_UPDATE);
	}

	/**
	 * The store of one more replica.
	 * @param longestUpdate for how long an update may be on its way
	 */
	public SharedStore join(Duration longestUpdate) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		new ConfigDataApplicationContextInitializer().initialize(context);
		TestPropertyValues
			.of("bff.store=redis", "spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + this.redis.port(),
					"spring.data.redis.timeout=1s")
			.applyTo(context);
		context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
		context.registerBean(Deployment.class, () -> new Deployment(this.name, Duration.ofSeconds(3), longestUpdate));
		context.register(CircuitBreakerAutoConfiguration.class, SharedStoreConfiguration.class);
		context.refresh();
		SharedStore store = context.getBean(SharedStore.class);
		this.replicas.put(store, context);
		return store;
	}

	/**
	 * How many calls of a replica have come out so.
	 * @param outcome the tag of {@code bff.store.calls}
	 */
	public double calls(SharedStore store, String outcome) {
		return meters(store).get("bff.store.calls").tag("outcome", outcome).counter().count();
	}

	MeterRegistry meters(SharedStore store) {
		return Objects.requireNonNull(this.replicas.get(store)).getBean(MeterRegistry.class);
	}

	/** What a script sees that does nothing but look. */
	public static StoreReply look(SharedStore store) {
		return store.run(LOOK, List.of());
	}

	/** Waits until a store that was away is there again. */
	public static StoreReply awaitBack(SharedStore store) {
		AtomicReference<StoreReply> reply = new AtomicReference<>();
		await().atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(50))
			.ignoreExceptionsInstanceOf(StoreException.class)
			.until(() -> {
				reply.set(look(store));
				return true;
			});
		return reply.get();
	}

	/** All that stands in a Redis, names and values. */
	public static String dump(RedisServer redis) {
		return redis.keys().stream().map((key) -> key + "\n" + value(redis, key)).collect(Collectors.joining("\n"));
	}

	private static String value(RedisServer redis, String key) {
		String type = redis.cli("--raw", "type", key);
		return switch (type) {
			case "string" -> redis.cli("--raw", "get", key);
			case "hash" -> redis.cli("--raw", "hgetall", key);
			case "zset" -> redis.cli("--raw", "zrange", key, "0", "-1");
			default -> throw new IllegalStateException(type);
		};
	}

	/** All replicas end. */
	@Override
	public void close() {
		this.replicas.values().forEach(AnnotationConfigApplicationContext::close);
		this.replicas.clear();
	}

}
