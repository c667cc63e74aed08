package io.zendeskbff.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts the servers, each on a free port of 127.0.0.1 and with the upstream behind it.
 */
final class Launcher {

	/** In which a copy of the account is fresh, unless a measurement says otherwise. */
	static final int FRESH_SECONDS = 30;

	private final Upstream upstream;

	private final Path peers;

	private final Path scratch;

	private final JavaService java;

	private int started;

	Launcher(Options options, Upstream upstream, Path scratch) throws IOException {
		this.upstream = upstream;
		this.peers = options.root().resolve("src/bench/peers");
		this.scratch = scratch;
		this.java = new JavaService(options.root());
		Files.writeString(scratch.resolve("public.pem"), upstream.issuer().pem());
	}

	/** Starts a server that keeps a view for so long, and waits until it is ready. */
	Server start(Peer peer, int freshSeconds) throws IOException {
		return switch (peer) {
			case SERVICE -> startService(JavaService.Form.AOT_CACHE, serviceSettings(freshSeconds));
			case GATEWAY -> startGateway(freshSeconds);
			case HAPROXY_VERIFYING -> startHaproxy(peer, "haproxy-verifying.cfg", freshSeconds);
			case HAPROXY_TABLE -> startHaproxy(peer, "haproxy-table.cfg", freshSeconds);
			case NGINX -> startNginx();
		};
	}

	/** The service as it comes, in one of the forms in which its jar can be run. */
	Server startService(JavaService.Form form) throws IOException {
		return startService(form, serviceSettings(FRESH_SECONDS));
	}

	private Server startService(JavaService.Form form, List<String> settings) throws IOException {
		int port = freePort();
		int management = freePort();
		List<String> command = new ArrayList<>(this.java.service(form));
		command.addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1",
				"--management.server.port=" + management, "--management.server.address=127.0.0.1"));
		command.addAll(settings);
		return start(Peer.SERVICE, command, portal(), port, management);
	}

	private List<String> serviceSettings(int freshSeconds) {
		List<String> settings = new ArrayList<>(List.of("--bff.zendesk.base-url=" + this.upstream.origin()));
		if (freshSeconds != FRESH_SECONDS) {
			settings.addAll(List.of("--bff.cache.fresh-for=" + freshSeconds + "s",
					"--bff.cache.stale-while-revalidate=0s", "--bff.cache.stale-if-error=" + freshSeconds + "s",
					"--bff.zendesk.requests-per-minute=1000000"));
		}
		return settings;
	}

	private Server startGateway(int freshSeconds) throws IOException {
		int port = freePort();
		List<String> command = new ArrayList<>(this.java.gateway());
		command.addAll(List.of("--server.port=" + port, "--server.address=127.0.0.1", "--MAX_AGE=" + freshSeconds,
				"--UPSTREAM=" + this.upstream.origin()));
		return start(Peer.GATEWAY, command, portal(), port, port);
	}

	private Map<String, String> portal() {
		return Map.of("PORTAL_ISSUER_URI", this.upstream.origin(), "PORTAL_AUDIENCE", Issuer.AUDIENCE,
				"ZENDESK_CLIENT_ID", "bench", "ZENDESK_CLIENT_SECRET", "bench");
	}

	private Server startHaproxy(Peer peer, String configuration, int freshSeconds) throws IOException {
		int port = freePort();
		Map<String, String> environment = Map.of("LISTEN", "127.0.0.1:" + port, "UPSTREAM",
				"127.0.0.1:" + this.upstream.port(), "ISSUER", this.upstream.origin(), "AUDIENCE", Issuer.AUDIENCE,
				"PUBLIC_KEY", this.scratch.resolve("public.pem").toString(), "MAX_AGE", Integer.toString(freshSeconds));
		return start(peer, List.of("haproxy", "-f", this.peers.resolve(configuration).toString()), environment, port,
				port);
	}

	private Server startNginx() throws IOException {
		int port = freePort();
		Path directory = Files.createTempDirectory(this.scratch, "nginx");
		String configuration = Files.readString(this.peers.resolve("nginx.conf"))
			.replace("${DIRECTORY}", directory.toString())
			.replace("${LISTEN}", "127.0.0.1:" + port)
			.replace("${UPSTREAM}", "127.0.0.1:" + this.upstream.port());
		Path file = Files.writeString(directory.resolve("nginx.conf"), configuration);
		return start(Peer.NGINX, List.of("nginx", "-p", directory.toString(), "-c", file.toString()), Map.of(), port,
				port);
	}

	private Server start(Peer peer, List<String> command, Map<String, String> environment, int port, int health)
			throws IOException {
		this.started++;
		Path log = this.scratch.resolve("%s-%d.log".formatted(peer.name().toLowerCase(), this.started));
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.scratch.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		long start = System.nanoTime();
		Process process = builder.start();
		// Whatever happens, nothing that was started here outlives this.
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
		Duration readyAfter = new Readiness(peer, process, health, log).await(start);
		return new Server(peer, process, port, log, readyAfter);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
