package io.zendeskbff.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs the commands of a text in one bash session, as somebody does who pastes them one
 * after the other.
 */
public final class CurlSession {

	private static final int TIMEOUT_SECONDS = 180;

	private static final String END_OF_ANSWER = "\u001e";

	private CurlSession() {
	}

	/**
	 * Runs each line that is neither empty nor a comment.
	 * @return what each command printed, in their order
	 */
	public static List<CurlAnswer> run(String text) {
		String script = text.lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.map((line) -> line + "\nprintf '\\036'\n")
			.collect(Collectors.joining());
		return Arrays.stream(output(script).split(END_OF_ANSWER)).map(CurlAnswer::new).toList();
	}

	private static String output(String script) {
		try {
			Path directory = Files.createTempDirectory("curl-session");
			try {
				return output(Files.writeString(directory.resolve("script"), script), directory.resolve("output"));
			}
			finally {
				Files.deleteIfExists(directory.resolve("script"));
				Files.deleteIfExists(directory.resolve("output"));
				Files.delete(directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String output(Path script, Path output) throws IOException {
		Process bash = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			if (!bash.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException(
						"Still running after " + TIMEOUT_SECONDS + " s: " + Files.readString(output));
			}
			return Files.readString(output, StandardCharsets.UTF_8);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			bash.destroyForcibly();
		}
	}

}
