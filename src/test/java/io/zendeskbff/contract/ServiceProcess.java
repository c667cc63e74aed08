package io.zendeskbff.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.zendeskbff.ZendeskAccountBff;
import io.zendeskbff.leak.Published;
import io.zendeskbff.local.HttpCalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The real service as a process of its own, for what a test cannot do to itself: signals,
 * death, a small heap. It runs with the JVM options of the image, and on the class path
 * of the tests.
 */
final class ServiceProcess implements AutoCloseable {

	/** Ten times what a start takes on a busy machine. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	/** What comes later wins: a heap as of a container, and a fast start. */
	private static final List<String> JVM_OPTIONS = List.of("@src/main/docker/jvm.options", "-Xmx256m",
			"-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

	/** The service's port comes first, the management port second. */
	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final List<String> output = new CopyOnWriteArrayList<>();

	private final Consumer<String> console;

	private final Process process;

	private final Thread reader;

	private ServiceProcess(List<String> command, Consumer<String> console) throws IOException {
		this.console = command.contains("--check") ? Published.CHECK::keep : console;
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.reader = Thread.ofVirtual().start(this::collectOutput);
	}

	/**
	 * Starts the service, and does not wait for it.
	 * @param neighbours whom it stands between
	 * @param jvmOptions further JVM options, such as {@code -Xmx64m}
	 * @param settings arguments that replace the usual ones
	 */
	static ServiceProcess start(Neighbours neighbours, List<String> jvmOptions, String... settings) {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		List<String> command = Stream
			.of(List.of(java.toString()), JVM_OPTIONS, jvmOptions,
					List.of("-cp", System.getProperty("java.class.path"), ZendeskAccountBff.class.getName()),
					List.of(neighbours.arguments(List.of(), settings)))
			.flatMap(List::stream)
			.toList();
		return run(command, Published.CONSOLE::keep);
	}

	/**
	 * Runs the service in another way.
	 * @param command what starts it, as long as it runs
	 * @param console takes each line of its output, unless it is to check itself
	 */
	static ServiceProcess run(List<String> command, Consumer<String> console) {
		try {
			return new ServiceProcess(command, console);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void collectOutput() {
		try (BufferedReader lines = this.process.inputReader()) {
			lines.lines().forEach((line) -> {
				this.output.add(line);
				this.console.accept(line);
			});
		}
		catch (IOException | UncheckedIOException _) {
			// Killed in the middle of a line.
		}
	}

	/**
	 * Waits until the service is ready.
	 * @throws AssertionError when it ends instead
	 */
	ServiceProcess awaitReady() {
		try (HttpCalls calls = new HttpCalls()) {
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(50))
				.ignoreExceptionsInstanceOf(UncheckedIOException.class)
				.until(() -> {
					assertThat(this.process.isAlive()).as("%s", this.output).isTrue();
					return ports().size() == 2
							&& calls.send(HttpRequest.newBuilder(managementUri("/actuator/health/readiness")))
								.statusCode() == 200;
				});
		}
		return this;
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + ports().getFirst() + path);
	}

	URI managementUri(String path) {
		return URI.create("http://127.0.0.1:" + ports().getLast() + path);
	}

	private List<String> ports() {
		return this.output.stream()
			.flatMap((line) -> PORT.matcher(line).results())
			.map((MatchResult found) -> found.group(1))
			.toList();
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** What it has written so far, line by line; after {@link #awaitExit()} all of it. */
	List<String> output() {
		return List.copyOf(this.output);
	}

	/** SIGTERM: it is asked to end. */
	void terminate() {
		signal(ProcessHandle::destroy);
	}

	/** SIGKILL: it ends at once. */
	void kill() {
		signal(ProcessHandle::destroyForcibly);
	}

	/** By its handle: the process itself would stop listening to its output. */
	private void signal(Predicate<ProcessHandle> signal) {
		assertThat(signal.test(this.process.toHandle()) || !this.process.isAlive()).isTrue();
	}

	/**
	 * Waits until it has ended.
	 * @return its exit code: 143 after {@link #terminate()}, 137 after {@link #kill()}
	 */
	int awaitExit() {
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("process ended").isTrue();
			assertThat(this.reader.join(PATIENCE)).as("output ended").isTrue();
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		kill();
		awaitExit();
	}

}
