package io.zendeskbff.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All servers under every load, taking turns, so that what else the machine does meets
 * them alike.
 */
final class Saturation {

	/** From the end of a load, in which its connections are still open. */
	private static final Duration LOOK_BEFORE_END = Duration.ofMillis(400);

	private final Options options;

	private final Upstream upstream;

	private final Wrk wrk;

	private final Map<Key, List<Measurement>> times = new HashMap<>();

	Saturation(Options options, Upstream upstream, Wrk wrk) {
		this.options = options;
		this.upstream = upstream;
		this.wrk = wrk;
	}

	/** Measures, and gives the medians. */
	Results measure(List<Server> servers) throws IOException {
		for (int round = 1; round <= this.options.rounds(); round++) {
			for (Scenario scenario : this.options.scenarios()) {
				Progress.say("round %d of %d: %s", round, this.options.rounds(), scenario.title());
				for (Server server : servers) {
					if (scenario.suits(server.peer())) {
						Measurement time = measure(server, scenario, this.options.measurement());
						this.times.computeIfAbsent(new Key(server.peer(), scenario), (_) -> new ArrayList<>())
							.add(time);
					}
				}
			}
		}
		return new Results(this.times);
	}

	Measurement measure(Server server, Scenario scenario, Duration duration) throws IOException {
		long reads = this.upstream.reads();
		long cpu = server.cpuMicros();
		Wrk.Run run = this.wrk.start(server, scenario, duration);
		pause(duration.minus(LOOK_BEFORE_END));
		long resident = server.residentKib();
		Load load = run.await();
		return Measurement.of(load, server.cpuMicros() - cpu, resident, this.upstream.reads() - reads);
	}

	static void pause(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Who was measured under what.
	 */
	record Key(Peer peer, Scenario scenario) {
	}

	/**
	 * What was measured: the medians of all rounds.
	 */
	static final class Results {

		private final Map<Key, Measurement> medians = new HashMap<>();

		Results(Map<Key, List<Measurement>> times) {
			times.forEach((key, values) -> this.medians.put(key, Measurement.median(values)));
		}

		boolean has(Peer peer, Scenario scenario) {
			return this.medians.containsKey(new Key(peer, scenario));
		}

		Measurement of(Peer peer, Scenario scenario) {
			return this.medians.get(new Key(peer, scenario));
		}

		/** The service's CPU time over that of a peer. */
		double ratio(Peer peer, Scenario scenario) {
			return of(Peer.SERVICE, scenario).cpuMicros() / of(peer, scenario).cpuMicros();
		}

	}

}
