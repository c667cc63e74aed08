package io.zendeskbff.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many clients at once where the only copy has just expired.
 */
final class ColdKey {

	private static final int CLIENTS = 200;

	static final Duration LATENCY = Duration.ofMillis(200);

	/** After this the copy, fresh for 1 s, is none any more for anyone. */
	private static final Duration EXPIRY = Duration.ofMillis(2_200);

	private final Upstream upstream;

	ColdKey(Upstream upstream) {
		this.upstream = upstream;
	}

	/** Lets the clients loose so many times. */
	List<Round> rounds(Server server, int count) throws IOException {
		List<Connection> connections = new ArrayList<>();
		try {
			for (int client = 0; client < CLIENTS; client++) {
				connections.add(new Connection(server.port()));
			}
			byte[] request = Check.request(server, Scenario.ONE_TOKEN, this.upstream.issuer()).octets();
			// Connections are accepted, and code paths taken, before anything counts.
			round(connections, request);
			round(connections, request);
			List<Round> rounds = new ArrayList<>();
			for (int round = 0; round < count; round++) {
				rounds.add(round(connections, request));
			}
			return rounds;
		}
		finally {
			this.upstream.setLatency(Duration.ZERO);
			for (Connection connection : connections) {
				connection.close();
			}
		}
	}

	private Round round(List<Connection> connections, byte[] request) throws IOException {
		try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			Thread.sleep(EXPIRY);
			this.upstream.setLatency(LATENCY);
			long before = this.upstream.reads();
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Duration>> answers = connections.stream()
				.map((connection) -> clients.submit(() -> read(connection, request, start)))
				.toList();
			Thread.sleep(50);
			start.countDown();
			return round(answers, before);
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private Round round(List<Future<Duration>> answers, long before) throws InterruptedException {
		int errors = 0;
		String failure = "";
		Duration slowest = Duration.ZERO;
		for (Future<Duration> answer : answers) {
			try {
				slowest = (answer.get().compareTo(slowest) > 0) ? answer.get() : slowest;
			}
			catch (ExecutionException ex) {
				errors++;
				failure = ex.getCause().toString();
			}
		}
		if (errors > 0) {
			Progress.say("%d clients got no account: %s", errors, failure);
		}
		return new Round(this.upstream.reads() - before, errors, slowest);
	}

	private static Duration read(Connection connection, byte[] request, CountDownLatch start)
			throws IOException, InterruptedException {
		start.await();
		long sent = System.nanoTime();
		int status = connection.send(request).status();
		if (status != 200) {
			throw new IOException("Status " + status);
		}
		return Duration.ofNanos(System.nanoTime() - sent);
	}

	/**
	 * What one crowd got.
	 *
	 * @param upstreamCalls how many reads reached the upstream
	 * @param errors how many clients got something else than 200
	 * @param slowest the longest that a client waited
	 */
	record Round(long upstreamCalls, int errors, Duration slowest) {
	}

}
