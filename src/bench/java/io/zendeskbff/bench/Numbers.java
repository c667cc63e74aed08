package io.zendeskbff.bench;

import java.util.Arrays;

/**
 * Order statistics.
 */
final class Numbers {

	private Numbers() {
	}

	static double median(double[] values) {
		return percentile(values, 50);
	}

	/** The smallest value that so many of a hundred do not exceed. */
	static double percentile(double[] values, double percent) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int rank = (int) Math.ceil(percent / 100 * sorted.length);
		return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
	}

}
