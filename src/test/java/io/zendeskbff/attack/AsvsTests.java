package io.zendeskbff.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of OWASP ASVS 5.0, {@code asvs.md}: that it leaves out no requirement of
 * levels 1 and 2, and names nothing that is not there.
 */
class AsvsTests {

	private static final Path TABLE = Path.of("src/test/resources/io/zendeskbff/attack/asvs.md");

	/** The requirements of levels 1 and 2, as numbers within each section. */
	private static final String REQUIREMENTS = """
			1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1-1 3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5
			3.7:1-2 4.1:1-3 4.2:1-1 4.3:1-2 4.4:1-4 5.1:1-1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4
			6.5:1-5 6.6:1-3 6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1-1 8.4:1-1
			9.1:1-3 9.2:1-4 10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:1-3
			11.4:1-4 11.5:1-1 11.6:1-1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1-1 13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2 14.2:1-4
			14.3:1-3 15.1:1-3 15.2:1-3 15.3:1-7 16.1:1-1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1-1 17.2:1-4
			17.3:1-2""";

	private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

	private static final Pattern WHITESPACE = Pattern.compile("\\s+");

	@Test
	void everyRequirementIsThereOnceWhenTableIsRead() throws IOException {
		List<String> all = requirements();
		List<String> said = rows((_) -> true).stream().flatMap((row) -> numbers(all, row.getFirst())).toList();
		assertThat(said).containsExactlyInAnyOrderElementsOf(all);
	}

	@Test
	void everyPlaceIsThereWhenTableNamesIt() throws IOException {
		List<String> places = quoted(rows(AsvsTests::isMet), 2);
		assertThat(places).hasSizeGreaterThan(100)
			.allMatch((place) -> Files.exists(Path.of("src/main/java/io/zendeskbff", place))
					|| Files.exists(Path.of(place)));
	}

	@Test
	void everyTestIsThereWhenTableNamesIt() throws IOException {
		List<String> tests = quoted(rows(AsvsTests::isMet), 3);
		assertThat(tests).hasSizeGreaterThan(100);
		List<String> missing = new ArrayList<>();
		for (String test : tests) {
			if (!exists(test)) {
				missing.add(test);
			}
		}
		assertThat(missing).isEmpty();
	}

	private static boolean isMet(List<String> row) {
		return row.size() == 4;
	}

	/** A class, or one of its methods. */
	private static boolean exists(String test) throws IOException {
		int dot = test.indexOf('.');
		String file = ((dot < 0) ? test : test.substring(0, dot)) + ".java";
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			List<Path> found = files.filter((path) -> path.endsWith(file)).toList();
			return found.size() == 1 && (dot < 0
					|| Files.readString(found.getFirst()).contains("void " + test.substring(dot + 1) + "("));
		}
	}

	private static List<List<String>> rows(Predicate<List<String>> wanted) throws IOException {
		return Files.readAllLines(TABLE)
			.stream()
			.filter((line) -> line.matches("\\| [0-9].*"))
			.map((line) -> Arrays.stream(line.split("\\|", -1))
				.map(String::strip)
				.filter((cell) -> !cell.isEmpty())
				.toList())
			.filter(wanted)
			.toList();
	}

	private static List<String> quoted(List<List<String>> rows, int column) {
		return rows.stream()
			.flatMap((row) -> QUOTED.matcher(row.get(column)).results())
			.map((MatchResult match) -> match.group(1))
			.toList();
	}

	private static List<String> requirements() {
		return WHITESPACE.splitAsStream(REQUIREMENTS).flatMap((section) -> {
			String[] parts = section.split("[:-]", -1);
			return IntStream.rangeClosed(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]))
				.mapToObj((number) -> parts[0] + '.' + number);
		}).toList();
	}

	/** {@code 1.2.3, 1.2.5 to 1.3.1}. */
	private static Stream<String> numbers(List<String> all, String cell) {
		return Arrays.stream(cell.split(", ", -1)).flatMap((range) -> {
			String[] ends = range.split(" to ", -1);
			return all.subList(all.indexOf(ends[0]), all.indexOf(ends[ends.length - 1]) + 1).stream();
		});
	}

}
