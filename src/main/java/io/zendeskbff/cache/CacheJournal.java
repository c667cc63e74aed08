package io.zendeskbff.cache;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.zendeskbff.account.CacheStatus;
import io.zendeskbff.account.CacheStatus.Way;
import io.zendeskbff.account.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes note of what callers are served: {@code bff.cache.reads}, by way and whether they
 * waited for another's read; {@code bff.cache.age}, how old it was;
 * {@code bff.cache.stale}, what was no longer fresh, by reason; and of what came of each
 * read at Zendesk, {@code bff.cache.refreshes}, by outcome.
 */
final class CacheJournal {

	private static final Logger LOGGER = LoggerFactory.getLogger(CacheJournal.class);

	private final MeterRegistry meters;

	private final Map<Way, Counter> reads;

	private final Map<Way, Counter> collapsed;

	private final Timer age;

	private final AtomicBoolean standsIn = new AtomicBoolean();

	CacheJournal(MeterRegistry meters) {
		this.meters = meters;
		this.reads = byWay((way) -> reads(way, false));
		this.collapsed = byWay((way) -> reads(way, true));
		this.age = Timer.builder("bff.cache.age").description("Age of the account as served").register(meters);
	}

	private static Map<Way, Counter> byWay(Function<Way, Counter> counter) {
		return Stream.of(Way.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), counter));
	}

	private Counter reads(Way way, boolean waited) {
		return Counter.builder("bff.cache.reads")
			.description("Reads of the account that were answered with it")
			.tag("way", way.name().toLowerCase(Locale.ROOT))
			.tag("collapsed", Boolean.toString(waited))
			.register(this.meters);
	}

	/** Takes note of what a caller is served. */
	void served(CacheStatus status, Duration old) {
		Objects.requireNonNull((status.collapsed() ? this.collapsed : this.reads).get(status.way())).increment();
		this.age.record(old);
	}

	/** Takes note of a copy that is served while it is read anew. */
	void revalidating() {
		stale("revalidating");
	}

	/**
	 * Takes note of a copy that stands in. There is a line for the first: its callers
	 * meet no problem that would be logged.
	 * @param failure why the account could not be read
	 */
	void standsIn(Failure failure) {
		stale(failure.slug());
		if (this.standsIn.compareAndSet(false, true)) {
			LOGGER.atWarn().addKeyValue("problem", failure.slug()).log("An older copy stands in for the account");
		}
	}

	private void stale(String reason) {
		count("bff.cache.stale", "Reads of the account that were answered with a copy that was not fresh", "reason",
				reason);
	}

	/** Takes note that the account was read at Zendesk. */
	void read() {
		refresh("ok");
		if (this.standsIn.compareAndSet(true, false)) {
			LOGGER.atInfo().log("The account can be read again");
		}
	}

	/**
	 * Takes note that the account could not be read at Zendesk.
	 * @param failure why
	 */
	void failed(Failure failure) {
		refresh(failure.slug());
	}

	/**
	 * Takes note of a bug that nobody else would hear of.
	 * @param failure what was thrown while nobody waited
	 */
	void broken(RuntimeException failure) {
		refresh("internal");
		LOGGER.atError().setCause(failure).log("The account could not be read anew");
	}

	private void refresh(String outcome) {
		count("bff.cache.refreshes", "Reads of Zendesk's account that were to renew the copy", "outcome", outcome);
	}

	private void count(String name, String description, String tag, String value) {
		Counter.builder(name).description(description).tag(tag, value).register(this.meters).increment();
	}

}
