package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.zendeskbff.leak.Published;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An image that the Dockerfile makes, built for real.
 */
final class Image {

	private static final Image SERVICE = new Image("zendesk-account-bff:test", Published.CONSOLE::keep, "--build-arg",
			"VERSION=1.2.3", "--build-arg", "REVISION=abc");

	/** It prints commands that work, secrets and all. */
	private static final Image DEMO = new Image("zendesk-account-bff:demo", (_) -> {
	}, "--target", "demo");

	private final String name;

	private final Consumer<String> console;

	private final List<String> options;

	private boolean built;

	private Image(String name, Consumer<String> console, String... options) {
		this.name = name;
		this.console = console;
		this.options = List.of(options);
	}

	/** The service, built once in a run of tests. */
	static Image service() {
		return SERVICE.built();
	}

	/** The local run, built once in a run of tests. */
	static Image demo() {
		return DEMO.built();
	}

	private synchronized Image built() {
		if (!this.built) {
			List<String> command = new ArrayList<>(List.of("build", "-q", "-t", this.name));
			command.addAll(this.options);
			command.add(".");
			docker(command.toArray(String[]::new));
			this.built = true;
		}
		return this;
	}

	/**
	 * What the engine says of it.
	 * @param format a template of {@code docker inspect}
	 */
	String inspect(String format) {
		return docker("image", "inspect", "--format", format, this.name).strip();
	}

	/**
	 * Runs it on this machine's network, as Kubernetes would: with a read-only root and
	 * without rights.
	 * @param options further options of {@code docker run}
	 * @param arguments of the service
	 */
	Container runHardened(List<String> options, String... arguments) {
		return run(Stream
			.concat(Stream.of("--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt",
					"no-new-privileges", "--memory", "512m"), options.stream())
			.toList(), arguments);
	}

	/**
	 * Runs it on this machine's network.
	 * @param options further options of {@code docker run}
	 * @param arguments of what runs in it
	 */
	Container run(List<String> options, String... arguments) {
		String container = "zendesk-account-bff-" + UUID.randomUUID();
		List<String> command = new ArrayList<>(
				List.of("docker", "run", "--rm", "--name", container, "--network", "host"));
		command.addAll(options);
		command.add(this.name);
		command.addAll(List.of(arguments));
		return new Container(container, ServiceProcess.run(command, this.console));
	}

	private static String docker(String... arguments) {
		try {
			Process process = new ProcessBuilder(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList())
				.redirectErrorStream(true)
				.start();
			String output = new String(process.getInputStream().readAllBytes(), UTF_8);
			if (process.waitFor() != 0) {
				throw new AssertionError(output);
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A container that runs.
	 *
	 * @param name its name
	 * @param process Docker's command line, which passes signals, output and exit code on
	 */
	record Container(String name, ServiceProcess process) implements AutoCloseable {

		/** The command line's end alone would leave it running. */
		@Override
		public void close() {
			if (this.process.isAlive()) {
				docker("rm", "--force", this.name);
				this.process.awaitExit();
			}
		}

	}

}
