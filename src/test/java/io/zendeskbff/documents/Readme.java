package io.zendeskbff.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * README.md, by its tables and code blocks.
 */
public final class Readme {

	private final String text;

	private Readme(String text) {
		this.text = text;
	}

	/**
	 * Reads the project's README.
	 */
	public static Readme read() {
		try {
			return new Readme(Files.readString(Path.of("README.md")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The rows of the table whose first column has this heading.
	 * @return the cells of each row, without the heading
	 */
	public List<List<String>> table(String heading) {
		return this.text.lines()
			.dropWhile((line) -> !line.startsWith("| " + heading + " |"))
			.skip(2)
			.takeWhile((line) -> line.startsWith("|"))
			.map(Readme::cells)
			.toList();
	}

	/**
	 * The code blocks of a language, in their order.
	 * @return the lines of each block
	 */
	public List<String> blocks(String language) {
		return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
			.matcher(this.text)
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	/**
	 * The code blocks of the collapsed parts.
	 * @return the lines of each block, by the part's summary
	 */
	public Map<String, String> collapsed() {
		return Pattern.compile("(?ms)^<details><summary>(.*?)</summary>\\n\\n```\\w+\\n(.*?)^```\\n\\n</details>$")
			.matcher(this.text)
			.results()
			.collect(Collectors.toMap((part) -> part.group(1), (part) -> part.group(2)));
	}

	private static List<String> cells(String row) {
		return Pattern.compile(" \\| ").splitAsStream(row.substring(2, row.length() - 2)).toList();
	}

}
