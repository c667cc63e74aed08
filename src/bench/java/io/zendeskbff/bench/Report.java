package io.zendeskbff.bench;

import java.io.PrintStream;
import java.util.List;

/**
 * Prints what was measured.
 */
final class Report {

	private final PrintStream out;

	private final Outcome outcome;

	private final List<Scenario> scenarios;

	Report(PrintStream out, Outcome outcome, List<Scenario> scenarios) {
		this.out = out;
		this.outcome = outcome;
		this.scenarios = scenarios;
	}

	/** Prints the table and the goals; true when the musts are met. */
	boolean print() {
		this.out.println(Machine.describe());
		this.out
			.println("ratio: the service's CPU over the row's; RSS: the most seen; upstream, errors: of all rounds");
		this.scenarios.forEach(this::printLoad);
		printFixedRate();
		printColdKeys();
		printStarts();
		return printGoals();
	}

	private void printLoad(Scenario scenario) {
		this.out.printf("%n%-50s %8s %7s %9s %8s %8s %8s %9s %7s%n", scenario.title(), "CPU µs", "ratio", "req/s",
				"p50 ms", "p99 ms", "RSS MiB", "upstream", "errors");
		for (Peer peer : Peer.values()) {
			if (this.outcome.saturation().has(peer, scenario)) {
				Measurement row = this.outcome.saturation().of(peer, scenario);
				this.out.printf("  %-48s %8.1f %7.2f %9.0f %8.2f %8.2f %8.1f %9d %7d%n", peer.title(), row.cpuMicros(),
						this.outcome.saturation().ratio(peer, scenario), row.perSecond(), row.medianMillis(),
						row.p99Millis(), row.residentMib(), row.upstreamCalls(), row.errors());
			}
		}
	}

	private void printFixedRate() {
		this.out.printf("%n%-50s %9s %8s %8s %7s%n",
				"%.0f reads a second, half of what the service can".formatted(this.outcome.rate()), "req/s", "p50 ms",
				"p99 ms", "errors");
		this.outcome.fixedRate()
			.forEach((peer, load) -> this.out.printf("  %-48s %9.0f %8.2f %8.2f %7d%n", peer.title(), load.perSecond(),
					load.median().toNanos() / 1e6, load.p99().toNanos() / 1e6, load.errors()));
	}

	private void printColdKeys() {
		this.out.printf("%n%-50s %9s %11s %7s%n", "200 clients at an expired key, upstream 200 ms", "upstream",
				"slowest ms", "errors");
		this.outcome.coldKeys()
			.forEach((peer, rounds) -> this.out.printf("  %-48s %9s %11.0f %7d%n", peer.title(), calls(rounds),
					Outcome.slowestMillis(rounds), Outcome.errors(rounds)));
	}

	private static String calls(List<ColdKey.Round> rounds) {
		long fewest = Outcome.fewestCalls(rounds);
		long most = Outcome.mostCalls(rounds);
		return (fewest == most) ? Long.toString(most) : fewest + "-" + most;
	}

	private void printStarts() {
		this.out.printf("%n%-50s %9s%n", "From exec to ready", "s");
		this.outcome.starts()
			.forEach((form, seconds) -> this.out.printf("  %-48s %9.2f%n", "service, " + form.title(), seconds));
	}

	private boolean printGoals() {
		Goals goals = new Goals(this.outcome, this.scenarios);
		this.out.printf("%nMust%n");
		goals.musts().forEach((goal) -> this.out.println("  " + goal));
		this.out.printf("%nGoals%n");
		goals.others().forEach((goal) -> this.out.println("  " + goal));
		return goals.musts().stream().allMatch(Goal::isMet);
	}

}
