package io.zendeskbff.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The programs on the path.
 */
public final class Programs {

	private Programs() {
	}

	/**
	 * Whether there is such a program.
	 * @param program its name on the path, or its absolute path
	 */
	public static boolean isInstalled(String program) {
		return find(program).isPresent();
	}

	/**
	 * Where a program is.
	 * @param program its name on the path
	 * @throws java.util.NoSuchElementException when there is none
	 */
	static Path pathOf(String program) {
		return find(program).orElseThrow();
	}

	private static Optional<Path> find(String program) {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.map((directory) -> Path.of(directory).resolve(program))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
