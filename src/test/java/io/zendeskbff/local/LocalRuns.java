package io.zendeskbff.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Function;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Local runs for tests.
 */
public final class LocalRuns {

	private LocalRuns() {
	}

	/**
	 * Ephemeral ports, and deadlines that a cold start on a busy machine does not pass.
	 */
	public static LocalRun start(OutputStream out, String... args) {
		Stream<String> deadlines = Stream.of("--bff.zendesk.connect-timeout=30s", "--bff.zendesk.read-deadline=30s",
				"--bff.zendesk.write-deadline=60s");
		Stream<String> ports = Stream
			.of("server.port", "management.server.port", "local.zendesk.port", "local.identity-provider.port")
			.map((option) -> "--" + option)
			.filter((option) -> Stream.of(args).noneMatch((given) -> given.startsWith(option + "=")))
			.map((option) -> option + "=0");
		return LocalRun.start(new PrintStream(out, true, UTF_8),
				Stream.of(deadlines, ports, Stream.of(args)).flatMap(Function.identity()).toArray(String[]::new));
	}

	/**
	 * A port that nobody listened on a moment ago.
	 */
	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
