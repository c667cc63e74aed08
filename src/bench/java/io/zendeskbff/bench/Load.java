package io.zendeskbff.bench;

import java.time.Duration;

/**
 * What a load has seen.
 *
 * @param requests how many answers came
 * @param took the time for all of them
 * @param errors answers of 400 and more, and broken or overdue connections
 * @param median of the latencies
 * @param p99 of the latencies
 */
record Load(long requests, Duration took, long errors, Duration median, Duration p99) {

	double perSecond() {
		return this.requests * 1e9 / this.took.toNanos();
	}

}
