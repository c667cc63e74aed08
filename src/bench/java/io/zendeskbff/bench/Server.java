package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running server, with what Linux says of its process and its children, proc(5).
 */
final class Server implements AutoCloseable {

	/** Of sysconf(_SC_CLK_TCK), which is 100 wherever Linux runs. */
	private static final long MICROS_PER_TICK = 10_000;

	private final Peer peer;

	private final Process process;

	private final int port;

	private final Path log;

	private final Duration readyAfter;

	Server(Peer peer, Process process, int port, Path log, Duration readyAfter) {
		this.peer = peer;
		this.process = process;
		this.port = port;
		this.log = log;
		this.readyAfter = readyAfter;
	}

	Peer peer() {
		return this.peer;
	}

	int port() {
		return this.port;
	}

	long pid() {
		return this.process.pid();
	}

	/** What the process has written, for when something is wrong. */
	String said() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/** From exec to the first time that it said it was ready. */
	Duration readyAfter() {
		return this.readyAfter;
	}

	/** User and system time so far, of all threads and children. */
	long cpuMicros() throws IOException {
		long ticks = 0;
		for (long pid : pids()) {
			String stat = read(pid, "stat");
			// The second field is the command's name, which may hold spaces.
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
		}
		return ticks * MICROS_PER_TICK;
	}

	/** What is resident in memory, in KiB. */
	long residentKib() throws IOException {
		long kib = 0;
		for (long pid : pids()) {
			kib += read(pid, "status").lines()
				.filter((line) -> line.startsWith("VmRSS:"))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")))
				.sum();
		}
		return kib;
	}

	private List<Long> pids() {
		return Stream.concat(Stream.of(this.process.toHandle()), this.process.descendants())
			.map(ProcessHandle::pid)
			.toList();
	}

	private String read(long pid, String file) throws IOException {
		try {
			return Files.readString(Path.of("/proc", Long.toString(pid), file));
		}
		catch (NoSuchFileException ex) {
			throw new IOException(this.peer.title() + " has ended:\n" + said(), ex);
		}
	}

	/** At once where nothing is to be kept: the service would first let callers go. */
	@Override
	public void close() {
		if (this.peer.isJava()) {
			this.process.destroyForcibly();
		}
		else {
			this.process.destroy();
		}
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

}
