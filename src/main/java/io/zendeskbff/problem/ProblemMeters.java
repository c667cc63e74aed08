package io.zendeskbff.problem;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * The counters {@code bff.problem.problems}, one for each slug, there from the start.
 */
final class ProblemMeters {

	private final Map<ProblemType, Counter> counters = new EnumMap<>(ProblemType.class);

	ProblemMeters(MeterRegistry meters) {
		for (ProblemType type : ProblemType.values()) {
			this.counters.put(type,
					Counter.builder("bff.problem.problems")
						.description("Problems that callers met")
						.tag("slug", type.slug())
						.register(meters));
		}
	}

	void count(Problem problem) {
		Objects.requireNonNull(this.counters.get(problem.type())).increment();
	}

}
