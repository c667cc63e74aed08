package io.zendeskbff.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

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

	private static List<String> cells(String row) {
		return Pattern.compile(" \\| ").splitAsStream(row.substring(2, row.length() - 2)).toList();
	}

}
