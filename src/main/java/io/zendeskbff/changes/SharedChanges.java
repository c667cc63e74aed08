package io.zendeskbff.changes;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.StoreReply;

/**
 * The attempts that were made at any replica, sealed, each for 90 days at most. They are
 * written in the background, one after the other, and not at all while the store is away.
 */
final class SharedChanges implements Changes, AutoCloseable {

	private static final Duration LIFE = Duration.ofDays(90);

	/** Far more than updates are let in at once; others are left out. */
	private static final int WAITING = 1_000;

	private final ExecutorService writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(WAITING), Thread.ofVirtual().name("changes").factory(),
			new ThreadPoolExecutor.DiscardPolicy());

	private final SharedStore store;

	private final List<String> keys;

	private final ChangeCodec codec;

	SharedChanges(SharedStore store, Sealer sealer) {
		String name = store.key("changes");
		this.store = store;
		this.keys = Stream.concat(Stream.of(name), IntStream.range(0, MOST).mapToObj((number) -> name + ":" + number))
			.toList();
		this.codec = new ChangeCodec(sealer, name);
	}

	@Override
	public Consumer<Change> add(Change change) {
		Place place = new Place();
		this.writer.execute(() -> write(place, change));
		return (ended) -> this.writer.execute(() -> write(place, ended));
	}

	/**
	 * The one try now and then, while the store is away, is for the updates themselves.
	 */
	private void write(Place place, Change change) {
		if (this.store.isDoubtful()) {
			return;
		}
		try {
			place.found(this.store.run(ChangeScripts.WRITE, this.keys, place.line, place.number,
					this.codec.encode(place.id, change), String.valueOf(LIFE.toMillis())));
		}
		catch (StoreException _) {
			// The audit log has it, and the store's journal tells why the list has not.
		}
	}

	@Override
	public List<Change> latest() {
		return this.store.run(ChangeScripts.LIST, this.keys)
			.rest()
			.stream()
			.flatMap((sealed) -> this.codec.decode(sealed).stream())
			.collect(Collectors.toMap(ChangeCodec.Kept::id, ChangeCodec.Kept::change, SharedChanges::later,
					LinkedHashMap::new))
			.values()
			.stream()
			.sorted(Comparator.comparing(Change::at).reversed())
			.toList();
	}

	/** One is there twice whose first writing had no answer and was done all the same. */
	private static Change later(Change one, Change other) {
		return one.hasEnded() ? one : other;
	}

	/** Ends when what waits is written. */
	@Override
	public void close() {
		this.writer.close();
	}

	/** Where an attempt stands; known to the writer only. */
	private static final class Place {

		private final UUID id = UUID.randomUUID();

		private String line = "";

		private String number = "";

		void found(StoreReply reply) {
			this.line = reply.line();
			this.number = ChangeScripts.number(reply);
		}

	}

}
