package io.zendeskbff.bench;

import java.io.IOException;
import java.time.Duration;

/**
 * Ten million reads of a thousand tokens by callers who keep their connections, and what
 * the service holds in memory after each tenth of the time.
 */
final class Soak {

	private static final long MILLION = 1_000_000;

	/** Long enough to tell how many it reads in a second. */
	private static final Duration PIECE = Duration.ofSeconds(5);

	private final Upstream upstream;

	private final Wrk wrk;

	Soak(Upstream upstream, Wrk wrk) {
		this.upstream = upstream;
		this.wrk = wrk;
	}

	/** Prints a line for each tenth of it; true when nobody got an error. */
	boolean run(Server service, long millions) throws IOException {
		double perSecond = this.wrk.run(service, Scenario.CROWD_OF_TOKENS, PIECE).perSecond();
		Duration tenth = Duration.ofSeconds((long) Math.ceil(millions * MILLION / perSecond / 10));
		System.out.printf("%10s %10s %12s%n", "seconds", "RSS MiB", "upstream");
		long start = System.nanoTime();
		long before = this.upstream.reads();
		Wrk.Run run = this.wrk.start(service, Scenario.CROWD_OF_TOKENS, tenth.multipliedBy(10));
		for (int line = 0; line < 10; line++) {
			System.out.printf("%10.0f %10.1f %12d%n", (System.nanoTime() - start) / 1e9, service.residentKib() / 1024.0,
					this.upstream.reads() - before);
			Saturation.pause(tenth);
		}
		Load load = run.await();
		System.out.printf("%10.0f %10.1f %12d   %d reads, %d errors%n", (System.nanoTime() - start) / 1e9,
				service.residentKib() / 1024.0, this.upstream.reads() - before, load.requests(), load.errors());
		return load.errors() == 0;
	}

}
