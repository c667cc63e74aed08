package io.zendeskbff.tools;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory).resolve(program)));
	}

}
