package io.zendeskbff.ship;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A copy of the chart with one thing changed, to show what it would not show as it
 * stands.
 */
final class ChartCopy {

	private static final Path COPIES = Path.of("target/charts");

	private ChartCopy() {
	}

	/**
	 * Helm leaves hooks out of the manifests that it hands to Java; here they are none.
	 */
	static Path withTests() {
		return copy("with-tests", "helm.sh/hook: test", "example.com/hook: test");
	}

	/**
	 * The chart with the values of a file in {@code ci} as its own, since lint takes
	 * none.
	 */
	static Path withValues(String file) throws IOException {
		Path copy = copy(file, "", "");
		JsonNode values = RenderedChart.values("values.yaml");
		JsonMapper.shared().readerForUpdating(values).readValue(RenderedChart.values("ci/" + file));
		Files.writeString(copy.resolve("values.yaml"), values.toString());
		return copy;
	}

	private static Path copy(String name, String old, String replacement) {
		Path copy = COPIES.resolve(name);
		try {
			for (Path file : files(RenderedChart.CHART)) {
				Path target = copy.resolve(RenderedChart.CHART.relativize(file));
				Files.createDirectories(target.getParent());
				Files.writeString(target, Files.readString(file).replace(old, replacement));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return copy;
	}

	private static List<Path> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
