package io.zendeskbff.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The start command starts everything or nothing, on this machine alone.
 */
class LocalRunTests {

	@Test
	void nothingListensBeyondLoopbackOrAfterClose() throws IOException {
		LocalRun run = start(OutputStream.nullOutputStream());
		List<Integer> ports = List.of(run.service().getPort(), run.management().getPort(),
				run.zendesk().baseUrl().getPort(), run.identityProvider().getPort());
		try (run) {
			for (int port : ports) {
				new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close();
				assertNobodyListens("127.0.0.2", port);
			}
		}
		ports.forEach((port) -> assertNobodyListens("127.0.0.1", port));
	}

	@ParameterizedTest
	@CsvSource({ "--server.port, service", "--management.server.port, management endpoints",
			"--local.zendesk.port, fake Zendesk", "--local.identity-provider.port, identity provider" })
	void portIsNamedInOneSentenceWhenTaken(String option, String user) throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			int port = taken.getLocalPort();
			assertThatExceptionOfType(PortTakenException.class)
				.isThrownBy(() -> start(OutputStream.nullOutputStream(), option + "=" + port))
				.withMessage("Port " + port + " for the " + user + " is already in use: stop what listens there"
						+ " or pass -Dspring-boot.run.arguments=" + option + "=<port>.");
		}
	}

	@Test
	void nothingIsLeftWhenServiceDoesNotStart() throws IOException {
		int port = freePort();
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		assertThatException().isThrownBy(
				() -> start(printed, "--local.zendesk.port=" + port, "--spring.main.web-application-type=nonsense"));
		assertNobodyListens("127.0.0.1", port);
		assertThat(printed.size()).isZero();
	}

	private static void assertNobodyListens(String address, int port) {
		try (Socket socket = new Socket()) {
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 1000));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	private static LocalRun start(OutputStream out, String... args) {
		Stream<String> ephemeral = Stream
			.of("server.port", "management.server.port", "local.zendesk.port", "local.identity-provider.port")
			.map((option) -> "--" + option)
			.filter((option) -> Stream.of(args).noneMatch((given) -> given.startsWith(option + "=")))
			.map((option) -> option + "=0");
		return LocalRun.start(new PrintStream(out, true, UTF_8),
				Stream.concat(ephemeral, Stream.of(args)).toArray(String[]::new));
	}

}
