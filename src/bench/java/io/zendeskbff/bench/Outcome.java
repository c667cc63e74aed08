package io.zendeskbff.bench;

import java.util.List;
import java.util.Map;

/**
 * All that a whole run has measured.
 *
 * @param saturation every server under every load
 * @param rate the fixed rate, in requests a second
 * @param fixedRate every server's latencies at that rate
 * @param coldKeys every server with many clients where the copy has expired
 * @param coldReadMillis what the service adds to a read of the upstream
 * @param starts the service's start in each form, in seconds
 */
record Outcome(Saturation.Results saturation, double rate, Map<Peer, Load> fixedRate,
		Map<Peer, List<ColdKey.Round>> coldKeys, double coldReadMillis, Map<JavaService.Form, Double> starts) {

	/** How many answers of the service were no good, all loads together. */
	long serviceErrors(List<Scenario> scenarios) {
		return scenarios.stream().mapToLong((scenario) -> this.saturation.of(Peer.SERVICE, scenario).errors()).sum()
				+ this.fixedRate.get(Peer.SERVICE).errors();
	}

	static double slowestMillis(List<ColdKey.Round> rounds) {
		return rounds.stream().mapToDouble((round) -> round.slowest().toNanos() / 1e6).max().orElseThrow();
	}

	static int errors(List<ColdKey.Round> rounds) {
		return rounds.stream().mapToInt(ColdKey.Round::errors).sum();
	}

	static long mostCalls(List<ColdKey.Round> rounds) {
		return rounds.stream().mapToLong(ColdKey.Round::upstreamCalls).max().orElseThrow();
	}

	static long fewestCalls(List<ColdKey.Round> rounds) {
		return rounds.stream().mapToLong(ColdKey.Round::upstreamCalls).min().orElseThrow();
	}

}
