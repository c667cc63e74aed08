package io.zendeskbff.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What the service is to reach, beside what was measured. Counts are musts; times depend
 * on the machine and are only printed.
 */
final class Goals {

	private final Outcome outcome;

	private final List<Scenario> scenarios;

	Goals(Outcome outcome, List<Scenario> scenarios) {
		this.outcome = outcome;
		this.scenarios = scenarios;
	}

	/** The goals on counts. */
	List<Goal> musts() {
		List<ColdKey.Round> rounds = this.outcome.coldKeys().get(Peer.SERVICE);
		return List.of(new Goal("errors under load", this.outcome.serviceErrors(this.scenarios), 0, "answers"),
				new Goal("200 clients at an expired key: upstream calls, most in a round", Outcome.mostCalls(rounds), 1,
						"calls"),
				new Goal("200 clients at an expired key: rounds without a call",
						rounds.stream().filter((round) -> round.upstreamCalls() < 1).count(), 0, "rounds"),
				new Goal("200 clients at an expired key: errors", Outcome.errors(rounds), 0, "clients"));
	}

	/** The goals on times and sizes. */
	List<Goal> others() {
		List<Goal> goals = new ArrayList<>();
		reads().forEach((scenario) -> addRatios(goals, scenario));
		addKinds(goals);
		addLatencies(goals);
		addStart(goals);
		goals.add(new Goal("resident under 256 connections", resident(), 300, 256, "MiB"));
		return goals;
	}

	private List<Scenario> reads() {
		return this.scenarios.stream()
			.filter((scenario) -> scenario.view() == View.ADMIN && !scenario.conditional())
			.toList();
	}

	private void addRatios(List<Goal> goals, Scenario scenario) {
		String cpu = "CPU of a read over that of %s: %d token" + ((scenario.tokens() == 1) ? "" : "s")
				+ ", %d connections";
		goals.add(ratio(cpu, Peer.HAPROXY_VERIFYING, scenario, 1.0, 0.6));
		goals.add(ratio(cpu, Peer.HAPROXY_TABLE, scenario, Double.POSITIVE_INFINITY, 1.5));
		goals.add(ratio(cpu, Peer.GATEWAY, scenario, 1 / 6.0, 0.1));
	}

	private Goal ratio(String text, Peer peer, Scenario scenario, double most, double aim) {
		return new Goal(text.formatted(peer.title(), scenario.tokens(), scenario.connections()),
				this.outcome.saturation().ratio(peer, scenario), most, aim, "x");
	}

	private void addKinds(List<Goal> goals) {
		double read = cpu(Scenario.ONE_TOKEN);
		goals.add(new Goal("CPU of a 304 over that of a 200", cpu(Scenario.NOT_MODIFIED) / read, 1.05, 1.0, "x"));
		goals.add(new Goal("CPU of an owner's read over an admin's", cpu(Scenario.OWNER) / read, 1.1, 1.0, "x"));
	}

	private double cpu(Scenario scenario) {
		return this.outcome.saturation().of(Peer.SERVICE, scenario).cpuMicros();
	}

	private void addLatencies(List<Goal> goals) {
		goals.add(new Goal("200 clients at an expired key: slowest over the upstream's latency",
				Outcome.slowestMillis(this.outcome.coldKeys().get(Peer.SERVICE)) / ColdKey.LATENCY.toMillis(), 1.5,
				"x"));
		goals.add(new Goal("added to a cold read", this.outcome.coldReadMillis(), 0.5, "ms"));
		goals.add(new Goal("p99 at half the saturation over that of HAProxy, verifying each",
				(double) p99(Peer.SERVICE) / p99(Peer.HAPROXY_VERIFYING), 2, "x"));
	}

	private long p99(Peer peer) {
		return this.outcome.fixedRate().get(peer).p99().toNanos();
	}

	private void addStart(List<Goal> goals) {
		double start = this.outcome.starts().get(JavaService.Form.AOT_CACHE);
		goals.add(new Goal("start with the AOT cache over the fat jar's",
				start / this.outcome.starts().get(JavaService.Form.FAT_JAR), 1 / 3.0, "x"));
		goals.add(new Goal("start with the AOT cache", start, Double.POSITIVE_INFINITY, 1.0, "s"));
	}

	private double resident() {
		return this.scenarios.stream()
			.filter((scenario) -> scenario.connections() == 256)
			.mapToDouble((scenario) -> this.outcome.saturation().of(Peer.SERVICE, scenario).residentMib())
			.max()
			.orElseThrow();
	}

}
