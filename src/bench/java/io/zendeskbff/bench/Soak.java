package io.zendeskbff.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Ten million reads of a thousand tokens, and what the service holds in memory after each
 * million.
 */
final class Soak {

	private static final long MILLION = 1_000_000;

	private static final Duration PIECE = Duration.ofSeconds(5);

	private final Upstream upstream;

	private final Wrk wrk;

	Soak(Upstream upstream, Wrk wrk) {
		this.upstream = upstream;
		this.wrk = wrk;
	}

	/** Prints a line a million; true when nobody got an error. */
	boolean run(Server service, long millions) throws IOException {
		System.out.printf("%10s %10s %10s %12s %8s%n", "reads", "seconds", "RSS MiB", "upstream", "errors");
		long start = System.nanoTime();
		long before = this.upstream.reads();
		long reads = 0;
		long errors = 0;
		for (long million = 1; million <= millions; million++) {
			while (reads < million * MILLION) {
				Load load = this.wrk.run(service, Scenario.CROWD_OF_TOKENS, PIECE);
				reads += load.requests();
				errors += load.errors();
			}
			System.out.printf("%10d %10.0f %10.1f %12d %8d%n", reads, (System.nanoTime() - start) / 1e9,
					service.residentKib() / 1024.0, this.upstream.reads() - before, errors);
		}
		return errors == 0;
	}

}
