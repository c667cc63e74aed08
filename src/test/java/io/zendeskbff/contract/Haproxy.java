package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.zendeskbff.local.HttpCalls;

import static org.awaitility.Awaitility.await;

/**
 * A real proxy before replicas of the service. It looks at their readiness, forwards each
 * request once, and counts what failed.
 */
final class Haproxy implements AutoCloseable {

	private final HttpCalls calls = new HttpCalls();

	private final int port;

	private final int statisticsPort;

	private final Process process;

	private Haproxy(Path directory, List<ReplicaPorts> replicas) throws IOException {
		List<Integer> ports = ReplicaPorts.free(2);
		this.port = ports.getFirst();
		this.statisticsPort = ports.getLast();
		Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration(servers(replicas)));
		this.process = new ProcessBuilder("haproxy", "-db", "-f", file.toString()).redirectErrorStream(true)
			.redirectOutput(directory.resolve("haproxy.log").toFile())
			.start();
	}

	/**
	 * A server takes part after one good check and leaves after one bad one. A check that
	 * is only slow is not bad: the machine may be busy.
	 */
	private String configuration(String servers) {
		return """
				defaults
				  mode http
				  retries 0
				  timeout connect 10s
				  timeout client 120s
				  timeout server 120s
				  timeout check 10s
				frontend portal
				  bind 127.0.0.1:%d
				  default_backend replicas
				frontend statistics
				  bind 127.0.0.1:%d
				  stats enable
				  stats uri /
				backend replicas
				  option httpchk GET /actuator/health/readiness
				  http-check expect status 200
				  default-server check inter 200ms fall 1 rise 1
				%s""".formatted(this.port, this.statisticsPort, servers);
	}

	/**
	 * Starts it and waits until it answers.
	 * @param directory where it may leave its configuration and log
	 * @param replicas which it is to look for; none needs to be there yet
	 */
	static Haproxy start(Path directory, List<ReplicaPorts> replicas) {
		try {
			Haproxy proxy = new Haproxy(directory, replicas);
			await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> !proxy.statistics().isEmpty());
			return proxy;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String servers(List<ReplicaPorts> replicas) {
		StringBuilder servers = new StringBuilder();
		IntStream.range(0, replicas.size())
			.forEach((i) -> servers.append("  server replica%d 127.0.0.1:%d check port %d%n".formatted(i,
					replicas.get(i).service(), replicas.get(i).management())));
		return servers.toString();
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.port);
	}

	/** Waits until exactly these replicas are sent requests. */
	void awaitServing(Integer... numbers) {
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> serving().equals(List.of(numbers)));
	}

	private List<Integer> serving() {
		return servers("status").stream()
			.filter((server) -> server.value().startsWith("UP"))
			.map((server) -> Integer.valueOf(server.name().substring("replica".length())))
			.toList();
	}

	/** How many requests failed between proxy and replicas, by any cause. */
	long failures() {
		return List.of("econ", "eresp", "wretr", "wredis", "cli_abrt", "srv_abrt", "hrsp_5xx")
			.stream()
			.flatMap((column) -> servers(column).stream())
			.mapToLong((server) -> Long.parseLong(server.value()))
			.sum();
	}

	private List<Cell> servers(String column) {
		List<List<String>> rows = statistics();
		int index = rows.getFirst().indexOf(column);
		return rows.stream()
			.filter((row) -> row.getFirst().equals("replicas") && !row.get(1).equals("BACKEND"))
			.map((row) -> new Cell(row.get(1), row.get(index)))
			.toList();
	}

	private List<List<String>> statistics() {
		URI csv = URI.create("http://127.0.0.1:" + this.statisticsPort + "/;csv");
		return this.calls.send(HttpRequest.newBuilder(csv))
			.body()
			.lines()
			.map((line) -> List.of(line.split(",", -1)))
			.toList();
	}

	@Override
	public void close() {
		this.calls.close();
		this.process.destroyForcibly().onExit().join();
	}

	private record Cell(String name, String value) {
	}

}
