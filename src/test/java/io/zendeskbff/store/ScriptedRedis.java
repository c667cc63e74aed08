package io.zendeskbff.store;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ValueOperations;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * A Redis that answers our scripts as a test says, and keeps what it was asked: for what
 * is done with the answers. What the scripts do, only a real one can show.
 */
public final class ScriptedRedis extends StringRedisTemplate {

	/** The line of all that is stored. */
	private String line = "line-1";

	private long millis = 1_000;

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private Function<Call, List<String>> scripts = (_) -> List.of();

	private Function<Call, @Nullable Object> commands = (_) -> null;

	private final MeterRegistry meters = new SimpleMeterRegistry();

	/** From now on each script is answered so; what this throws, the caller meets. */
	public void answers(Function<Call, List<String>> with) {
		this.scripts = with;
	}

	/** From now on each script is answered with the next of these, the last for ever. */
	public void answers(String... each) {
		List<String> left = new ArrayList<>(List.of(each));
		this.scripts = (_) -> List.of((left.size() > 1) ? left.removeFirst() : left.getFirst());
	}

	/** From now on each other command is answered so. */
	public void commands(Function<Call, @Nullable Object> with) {
		this.commands = with;
	}

	/** From now on nobody is answered. */
	public void goesAway() {
		this.scripts = (_) -> {
			throw new IllegalStateException("no answer");
		};
		this.commands = this.scripts::apply;
	}

	/** All that it has is of another line from now on. */
	public void draws(String next) {
		this.line = next;
	}

	/**
	 * Its clock stands there from now on.
	 * @param millis since 1970
	 */
	public void timeIs(long millis) {
		this.millis = millis;
	}

	/** What was asked, oldest first. */
	public List<Call> calls() {
		return List.copyOf(this.calls);
	}

	MeterRegistry meters() {
		return this.meters;
	}

	/** The store of a replica, whose circuit opens after two failures. */
	public SharedStore store() {
		CircuitBreakerConfig config = CircuitBreakerConfig.custom()
			.slidingWindowSize(2)
			.minimumNumberOfCalls(2)
			.waitDurationInOpenState(Duration.ofDays(1))
			.build();
		return store(CircuitBreaker.of("store", config));
	}

	/** The store of a replica that tries every time. */
	public SharedStore patientStore() {
		return store(CircuitBreaker.of("store",
				CircuitBreakerConfig.custom().minimumNumberOfCalls(1_000).slidingWindowSize(1_000).build()));
	}

	private SharedStore store(CircuitBreaker circuit) {
		return new SharedStore(this, circuit, new StoreJournal(this.meters), "test:", Duration.ofSeconds(14));
	}

	@Override
	public <T> T execute(RedisScript<T> script, List<String> keys, Object... arguments) {
		Call call = new Call(script.getScriptAsString(), keys, Arrays.stream(arguments).map(String::valueOf).toList());
		this.calls.add(call);
		List<String> answer = Stream
			.concat(Stream.of(String.valueOf(this.millis), "0", this.line), this.scripts.apply(call).stream())
			.toList();
		return Objects.requireNonNull(script.getResultType()).cast(answer);
	}

	@Override
	@SuppressWarnings("unchecked")
	public ValueOperations<String, String> opsForValue() {
		return (ValueOperations<String, String>) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { ValueOperations.class },
				(_, method, arguments) -> command(method.getName(), arguments));
	}

	@Override
	public Long getExpire(String key, TimeUnit unit) {
		return (command("getExpire", key, unit) instanceof Long rest) ? rest : -2L;
	}

	@Override
	public Boolean delete(String key) {
		return Boolean.TRUE.equals(command("delete", key));
	}

	private @Nullable Object command(String name, Object... arguments) {
		Call call = new Call(name, List.of(), Arrays.stream(arguments).map(String::valueOf).toList());
		this.calls.add(call);
		return this.commands.apply(call);
	}

	/**
	 * What was asked.
	 *
	 * @param what a script, or a command's name
	 * @param keys those of a script, that of the store itself first
	 * @param arguments all of them: a script's own are behind three that each has
	 */
	public record Call(String what, List<String> keys, List<String> arguments) {

		/** The script's own. */
		public List<String> own() {
			return this.arguments.subList(3, this.arguments.size());
		}

		boolean isOf(StoreScript script) {
			return script.script().getScriptAsString().equals(this.what);
		}

	}

}
