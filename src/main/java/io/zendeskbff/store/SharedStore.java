package io.zendeskbff.store;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * What all replicas share, in Redis or Valkey. While it is away nobody waits for it: a
 * command has 200 ms, and after a few that had no answer only one now and then is tried.
 */
public final class SharedStore implements AutoCloseable {

	private final StringRedisTemplate redis;

	private final CircuitBreaker circuit;

	private final StoreJournal journal;

	private final String prefix;

	private final Duration longestUpdate;

	/** Shows the other replicas that this one lives. */
	private final ScheduledExecutorService beats = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("store-beats").factory());

	private final AtomicReference<String> line = new AtomicReference<>("");

	/**
	 * A store that nobody has looked at.
	 * @param redis sends the commands
	 * @param circuit opens when there is no answer
	 * @param journal is told how commands end
	 * @param prefix begins the names of all that is stored
	 * @param longestUpdate for how long an update may be on its way
	 */
	SharedStore(StringRedisTemplate redis, CircuitBreaker circuit, StoreJournal journal, String prefix,
			Duration longestUpdate) {
		this.redis = redis;
		this.circuit = circuit;
		this.journal = journal;
		this.prefix = prefix;
		this.longestUpdate = longestUpdate;
	}

	/**
	 * Names an entry. All names belong to one hash slot, since scripts touch several.
	 * @param name what is kept there
	 * @return its name in the store
	 */
	public String key(String name) {
		return this.prefix + name;
	}

	/**
	 * For how long an update may be on its way, from its first look at the store to its
	 * end.
	 */
	public Duration longestUpdate() {
		return this.longestUpdate;
	}

	/**
	 * A lock of all replicas.
	 * @param name what is done under it
	 * @param terms on which it is held
	 * @return a lock that this replica does not hold yet
	 */
	public Mutex mutex(String name, SharedMutex.Terms terms) {
		return new SharedMutex(this, this.beats, name, terms);
	}

	/**
	 * Sends commands.
	 * @param commands what to do
	 * @return what came of it
	 * @throws StoreException when there is no answer, or a refusal
	 */
	public <T> T call(Function<StringRedisTemplate, T> commands) {
		return permitted(() -> commands.apply(this.redis));
	}

	/**
	 * Runs a script.
	 * @param script which
	 * @param keys the names of what it touches
	 * @param arguments its arguments
	 * @return what it answers
	 * @throws StoreException when there is no answer, or a refusal
	 */
	public StoreReply run(StoreScript script, List<String> keys, String... arguments) {
		String known = this.line.get();
		Object[] all = Stream
			.concat(Stream.of(UUID.randomUUID().toString(), known, String.valueOf(this.longestUpdate.toMillis())),
					Stream.of(arguments))
			.toArray();
		StoreReply reply = permitted(() -> reply(this.redis.execute(script.script(),
				Stream.concat(Stream.of(key("store")), keys.stream()).toList(), all)));
		if (this.line.compareAndSet(known, reply.line()) && !known.isEmpty() && !known.equals(reply.line())) {
			this.journal.lost();
		}
		return reply;
	}

	private static StoreReply reply(List<?> answer) {
		return StoreReply.of(answer.stream().map(String::valueOf).toList());
	}

	private <T> T permitted(Supplier<T> commands) {
		try {
			T result = this.circuit.executeSupplier(commands);
			this.journal.answered();
			return result;
		}
		catch (CallNotPermittedException ex) {
			this.journal.spared();
			throw new StoreException(ex);
		}
		catch (RuntimeException ex) {
			this.journal.failed(ex);
			throw new StoreException(ex);
		}
	}

	/**
	 * Whether a few had no answer lately, so that only one command now and then is tried.
	 * Who can do without leaves it to those who cannot.
	 */
	public boolean isDoubtful() {
		return this.circuit.getState() != CircuitBreaker.State.CLOSED;
	}

	/**
	 * Has something done in a second, in the background.
	 * @param task what; must not block for longer than commands do
	 */
	public void soon(Runnable task) {
		try {
			Future<?> _ = this.beats.schedule(task, 1, TimeUnit.SECONDS);
		}
		catch (RejectedExecutionException _) {
			// The process ends.
		}
	}

	@Override
	public void close() {
		this.beats.shutdownNow();
	}

}
