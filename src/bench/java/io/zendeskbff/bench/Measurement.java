package io.zendeskbff.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One server under one load, or the medians of several times.
 *
 * @param cpuMicros user and system time of the server for one request
 * @param perSecond requests in a second
 * @param medianMillis of the latencies
 * @param p99Millis of the latencies
 * @param residentMib the most that was seen under load
 * @param upstreamCalls the sum of all times
 * @param errors the sum of all times
 */
record Measurement(double cpuMicros, double perSecond, double medianMillis, double p99Millis, double residentMib,
		long upstreamCalls, long errors) {

	static Measurement of(Load load, long cpuMicros, long residentKib, long upstreamCalls) {
		return new Measurement((double) cpuMicros / Math.max(load.requests(), 1), load.perSecond(),
				load.median().toNanos() / 1e6, load.p99().toNanos() / 1e6, residentKib / 1024.0, upstreamCalls,
				load.errors());
	}

	static Measurement median(List<Measurement> times) {
		return new Measurement(median(times, Measurement::cpuMicros), median(times, Measurement::perSecond),
				median(times, Measurement::medianMillis), median(times, Measurement::p99Millis),
				times.stream().mapToDouble(Measurement::residentMib).max().orElseThrow(),
				times.stream().mapToLong(Measurement::upstreamCalls).sum(),
				times.stream().mapToLong(Measurement::errors).sum());
	}

	private static double median(List<Measurement> times, ToDoubleFunction<Measurement> value) {
		return Numbers.median(times.stream().mapToDouble(value).toArray());
	}

}
