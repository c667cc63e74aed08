package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.zendeskbff.tools.Programs;

/**
 * A program as callers write it, that reads the account and then updates it: one in each
 * language of README.
 */
enum Sample {

	CURL("curl", "account.sh", "bash"),

	GO("Go", "account.go", "go", "run"),

	JAVA("Java", "Account.java", Path.of(System.getProperty("java.home"), "bin", "java").toString()),

	NODE("Node.js", "account.mjs", "node"),

	PYTHON("Python", "account.py", "python3"),

	RUBY("Ruby", "account.rb", "ruby");

	static final Path DIRECTORY = Path.of("src/test/samples");

	/** Go may compile its library first. */
	private static final int PATIENCE_MINUTES = 10;

	private final String language;

	private final String file;

	private final List<String> interpreter;

	Sample(String language, String file, String... interpreter) {
		this.language = language;
		this.file = file;
		this.interpreter = List.of(interpreter);
	}

	String language() {
		return this.language;
	}

	Path file() {
		return DIRECTORY.resolve(this.file);
	}

	String text() {
		try {
			return Files.readString(file());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isRunnable() {
		return Programs.isInstalled(this.interpreter.getFirst());
	}

	/**
	 * Runs it to its end.
	 * @param directory where it runs, and what it may write to
	 * @param service the service that it calls
	 * @param token the portal's token that it calls with
	 */
	Outcome run(Path directory, URI service, String token) throws IOException, InterruptedException {
		Path output = directory.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(command()).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		// Whatever else is set on this machine, such as a proxy, would change what
		// happens.
		builder.environment().keySet().retainAll(Set.of("PATH", "HOME"));
		builder.environment().putAll(environment(directory, service, token));
		return new Outcome(exitCode(builder.start()), Files.readString(output));
	}

	private List<String> command() {
		return Stream.concat(this.interpreter.stream(), Stream.of(file().toAbsolutePath().toString())).toList();
	}

	/** Go keeps what it compiles, and needs neither a network nor a C compiler. */
	private static Map<String, String> environment(Path directory, URI service, String token) {
		String go = directory.resolve("go").toString();
		return Map.of("BFF_URL", service.toString(), "TOKEN", token, "LC_ALL", "C.UTF-8", "GOENV", "off", "GOCACHE", go,
				"GOPATH", go, "GOPROXY", "off", "CGO_ENABLED", "0", "XDG_CONFIG_HOME", go);
	}

	private static int exitCode(Process process) throws InterruptedException {
		try {
			if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Still running after " + PATIENCE_MINUTES + " min");
			}
			return process.exitValue();
		}
		finally {
			process.descendants().forEach(ProcessHandle::destroyForcibly);
			process.destroyForcibly();
		}
	}

	/**
	 * How it ended.
	 *
	 * @param output all that it has printed, errors too
	 */
	record Outcome(int exitCode, String output) {
	}

}
