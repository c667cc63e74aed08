package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks a started server again and again whether it is ready.
 */
final class Readiness {

	private static final Duration LONGEST = Duration.ofSeconds(60);

	private static final Duration PAUSE = Duration.ofMillis(5);

	private static final byte[] QUESTION = new Request("/actuator/health/readiness").octets();

	private final Peer peer;

	private final Process process;

	private final int port;

	private final Path log;

	Readiness(Peer peer, Process process, int port, Path log) {
		this.peer = peer;
		this.process = process;
		this.port = port;
		this.log = log;
	}

	/** Waits, and says how long that took since the start, as of System.nanoTime(). */
	Duration await(long start) throws IOException {
		while (!isReady()) {
			if (!this.process.isAlive() || System.nanoTime() - start > LONGEST.toNanos()) {
				this.process.destroyForcibly();
				throw new IOException(this.peer.title() + " is not ready:\n" + Files.readString(this.log));
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	/** The others answer what they are asked as soon as they listen. */
	private boolean isReady() {
		try (Connection connection = new Connection(this.port)) {
			int status = connection.send(QUESTION).status();
			return !this.peer.isJava() || status == 200;
		}
		catch (IOException _) {
			return false;
		}
	}

}
