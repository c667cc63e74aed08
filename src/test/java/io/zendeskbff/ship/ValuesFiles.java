package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The values files that come with the chart: whatever holds for all of its objects is
 * tried with each.
 */
final class ValuesFiles {

	static final String ALL = "io.zendeskbff.ship.ValuesFiles#all";

	private ValuesFiles() {
	}

	static Stream<String> all() throws IOException {
		try (Stream<Path> files = Files.list(RenderedChart.CHART.resolve("ci"))) {
			return files.map((file) -> file.getFileName().toString()).sorted().toList().stream();
		}
	}

}
