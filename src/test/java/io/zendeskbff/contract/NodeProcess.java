package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.zendeskbff.tools.NodePackages;

/**
 * A server in Node, which says where it listens and ends when nobody talks to it any
 * more.
 */
final class NodeProcess implements AutoCloseable {

	private static final String LISTENING = "listening on ";

	private static final int PATIENCE_SECONDS = 60;

	private final Process process;

	private final URI address;

	private NodeProcess(Process process) {
		this.process = process;
		this.address = address(process);
	}

	/**
	 * Starts it.
	 * @param program the name of its file
	 * @param arguments what it is to know
	 */
	static NodeProcess start(String program, String... arguments) {
		try {
			List<String> command = Stream.concat(Stream.of("node", program), Stream.of(arguments)).toList();
			return new NodeProcess(new ProcessBuilder(command).directory(NodePackages.DIRECTORY.toFile())
				.redirectErrorStream(true)
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static URI address(Process node) {
		CompletableFuture<URI> address = new CompletableFuture<>();
		Thread.ofPlatform().daemon().name("node").start(() -> listen(node, address));
		try {
			return address.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		}
		catch (RuntimeException ex) {
			node.destroyForcibly();
			throw ex;
		}
	}

	/** To its end, or the process would wait for somebody to read on. */
	private static void listen(Process node, CompletableFuture<URI> address) {
		StringBuilder output = new StringBuilder();
		node.inputReader().lines().forEach((line) -> {
			output.append(line).append('\n');
			if (line.startsWith(LISTENING)) {
				address.complete(URI.create(line.substring(LISTENING.length())));
			}
		});
		address.completeExceptionally(new IllegalStateException("Node did not start:\n" + output));
	}

	/** Where it listens. */
	URI address() {
		return this.address;
	}

	/**
	 * Ends the process.
	 * @return how it ended: 0 when by itself
	 */
	int stop() {
		try {
			this.process.outputWriter().close();
			if (!this.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
			return this.process.waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		stop();
	}

}
