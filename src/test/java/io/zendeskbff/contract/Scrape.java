package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Prometheus reads of a running service: the values that each label of a metric has.
 */
record Scrape(String text) {

	private static final Pattern SERIES = Pattern.compile("(?m)^([a-z0-9_]+)(?:\\{(.*)})? [^ ]+$");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

	private static final Pattern OURS = Pattern.compile("(?m)^# TYPE (bff_[a-z_]+?)(?:_max)? ");

	static Scrape of(RunningBff... services) {
		return new Scrape(Stream.of(services)
			.map((bff) -> bff.send(HttpRequest.newBuilder(bff.managementUri("/actuator/prometheus"))).body())
			.collect(Collectors.joining()));
	}

	/**
	 * The metrics that are this service's own, the maximum that a timer has counted in
	 * with it.
	 */
	Set<String> ours() {
		return OURS.matcher(this.text).results().map((type) -> type.group(1)).collect(Collectors.toSet());
	}

	/** Whether there is a series of the metric. */
	boolean has(String metric) {
		return SERIES.matcher(this.text).results().anyMatch((series) -> series.group(1).equals(metric));
	}

	boolean isGauge(String metric) {
		return this.text.contains("# TYPE %s gauge\n".formatted(metric));
	}

	/** The labels of a metric with the values that there are. */
	Map<String, Set<String>> labels(String metric) {
		return SERIES.matcher(this.text)
			.results()
			.filter((series) -> series.group(1).equals(metric) && series.group(2) != null)
			.flatMap((series) -> LABEL.matcher(series.group(2)).results())
			.collect(Collectors.groupingBy((label) -> label.group(1),
					Collectors.mapping((label) -> label.group(2), Collectors.toSet())));
	}

}
