package io.zendeskbff.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the shared store goes and comes: {@code bff.store.calls} by outcome,
 * {@code bff.store.away}, and one log line each time that it changes.
 */
final class StoreJournal {

	private static final Logger LOGGER = LoggerFactory.getLogger(StoreJournal.class);

	private final AtomicBoolean away = new AtomicBoolean();

	/** Of commands that all have the same trouble, the first is told of. */
	private final AtomicReference<String> refusal = new AtomicReference<>("");

	private final Counter answered;

	private final Counter failed;

	private final Counter refused;

	private final Counter spared;

	StoreJournal(MeterRegistry meters) {
		this.answered = counter(meters, "answered");
		this.failed = counter(meters, "failed");
		this.refused = counter(meters, "refused");
		this.spared = counter(meters, "spared");
		Gauge.builder("bff.store.away", this.away, (gone) -> gone.get() ? 1 : 0)
			.description("Whether the shared store did not answer last")
			.register(meters);
	}

	private static Counter counter(MeterRegistry meters, String outcome) {
		return Counter.builder("bff.store.calls")
			.description("Calls of the shared store")
			.tag("outcome", outcome)
			.register(meters);
	}

	/** A command was carried out. */
	void answered() {
		this.answered.increment();
		if (this.away.get() && this.away.compareAndSet(true, false)) {
			LOGGER.atInfo().log("The shared store is back");
		}
	}

	/** A command had no answer, or was refused. */
	void failed(Exception failure) {
		if (Silence.isCauseOf(failure)) {
			this.failed.increment();
			if (this.away.compareAndSet(false, true)) {
				LOGGER.atWarn()
					.addKeyValue("reason", failure.getClass().getSimpleName())
					.log("The shared store is away: no updates, and accounts are read at Zendesk");
			}
		}
		else {
			this.refused.increment();
			this.away.set(false);
			tell(Refusal.of(failure));
		}
	}

	/** No command was sent, since there would be no answer. */
	void spared() {
		this.spared.increment();
	}

	/** What was kept of the account counts for nothing. */
	void lost() {
		LOGGER.atWarn().log("The shared store was restarted or replaced; what it held of the account is read anew");
	}

	private void tell(String code) {
		if (!code.equals(this.refusal.getAndSet(code))) {
			LOGGER.atWarn().addKeyValue("code", code).log("The shared store refuses commands");
		}
	}

}
