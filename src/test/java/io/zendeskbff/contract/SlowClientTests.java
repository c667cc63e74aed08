package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that begin and do not go on. Where it is only about what happens, not when, the
 * service is told to wait no longer than a moment.
 */
class SlowClientTests {

	private static RunningBff hasty;

	@BeforeAll
	static void start() {
		hasty = RunningBff.start("--server.tomcat.connection-timeout=300ms",
				"--server.tomcat.keep-alive-timeout=300ms");
	}

	@AfterAll
	static void stop() {
		hasty.close();
	}

	@BeforeEach
	void reset() {
		hasty.reset();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "GET /api", "GET /api/v2/account HTTP/1.1\r\nHost: localhost\r\nAccept: " })
	void connectionIsClosedWhenTheHeadNeverEnds(String beginning) throws IOException {
		try (RawConnection connection = new RawConnection(hasty.uri("/"))) {
			connection.send(beginning);
			assertThat(connection.readToEnd()).isEmpty();
		}
		assertThat(hasty.accountCalls()).isZero();
	}

	@Test
	void connectionIsClosedWhenNoFurtherRequestComes() throws IOException {
		try (RawConnection connection = new RawConnection(hasty.uri("/"))) {
			connection.send(RawConnection.head("GET", hasty.issuer().admin()));
			RawAnswer answer = connection.read();
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.endsConnection()).isFalse();
			assertThat(connection.readToEnd()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 100\r\n\r\n", "Content-Length: 100\r\n\r\n{\"billing\":",
			"Transfer-Encoding: chunked\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nb\r\n{\"billing\":\r\n" })
	void updateTimesOutWhenItsBodyNeverEnds(String beginning) throws IOException {
		try (RawConnection connection = new RawConnection(hasty.uri("/"))) {
			connection.send(update(hasty) + beginning);
			assertTimedOut(connection);
		}
		assertThat(hasty.accountCalls()).isZero();
		assertThat(hasty.log().lines("audit")).hasSize(1)
			.first()
			.asString()
			.contains("audit.outcome=\"request-timeout\"", "audit.applied=\"no\"");
	}

	@Test
	void othersAreServedWhenAThousandConnectionsAreIdle() throws IOException {
		List<RawConnection> idle = new ArrayList<>();
		try {
			for (int i = 0; i < 1000; i++) {
				idle.add(new RawConnection(hasty.uri("/")));
				if (i % 100 == 0) {
					assertThat(hasty.get(RunningBff.ACCOUNT, hasty.issuer().admin()).statusCode()).isEqualTo(200);
				}
			}
			assertThat(idle).allSatisfy((connection) -> assertThat(connection.readToEnd()).isEmpty());
			assertThat(hasty.get(RunningBff.ACCOUNT, hasty.issuer().admin()).statusCode()).isEqualTo(200);
		}
		finally {
			idle.forEach(SlowClientTests::close);
		}
	}

	/** A hundred of them: each has its thread, and none takes it from another. */
	@Test
	@ExtendWith(BffExtension.class)
	void othersAreServedWhenManyBodiesNeverEnd(RunningBff bff) throws IOException {
		List<RawConnection> slow = new ArrayList<>();
		try {
			for (int i = 0; i < 100; i++) {
				slow.add(new RawConnection(bff.uri("/")));
				slow.getLast().send(update(bff) + "Content-Length: 100\r\n\r\n{\"billing\":");
			}
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().admin()).statusCode()).isEqualTo(200);
			assertThat(
					bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), "{\"billing\":{\"city\":\"Bern\"}}").statusCode())
				.isEqualTo(200);
			assertThat(bff.accountCalls()).as("a read, an update, and what it is read back by").isEqualTo(3);
		}
		finally {
			slow.forEach(SlowClientTests::close);
		}
	}

	/** With the default times: none of their octets is late, all of them are. */
	@Test
	@ExtendWith(BffExtension.class)
	void connectionsAreEndedWhenBodiesDrip(RunningBff bff) throws IOException {
		try (RawConnection owner = new RawConnection(bff.uri("/"));
				RawConnection nobody = new RawConnection(bff.uri("/"));
				ScheduledExecutorService tap = Executors.newSingleThreadScheduledExecutor()) {
			owner.send(update(bff) + "Content-Length: 60000\r\n\r\n");
			nobody.send("PUT /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");
			long start = System.nanoTime();
			for (RawConnection connection : List.of(owner, nobody)) {
				var _ = tap.scheduleAtFixedRate(() -> drip(connection), 0, 50, TimeUnit.MILLISECONDS);
			}
			assertThat(nobody.read().status()).isEqualTo(404);
			assertTimedOut(owner);
			assertThat(nobody.readToEnd()).isEmpty();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(10),
					Duration.ofSeconds(100));
			tap.shutdownNow();
		}
		assertThat(bff.accountCalls()).isZero();
	}

	private static String update(RunningBff bff) {
		String head = RawConnection.head("PUT", bff.issuer().owner(), "Content-Type: application/json");
		return head.substring(0, head.length() - "\r\n".length());
	}

	private static void assertTimedOut(RawConnection connection) throws IOException {
		RawAnswer answer = connection.read();
		assertThat(answer.status()).isEqualTo(408);
		assertThat(answer.isProblem("request-timeout")).isTrue();
		assertThat(answer.body()).contains("\"applied\":\"no\"");
		assertThat(answer.headers()).containsEntry("connection", "close").containsEntry("x-frame-options", "DENY");
		assertThat(connection.readToEnd()).isEmpty();
	}

	private static void drip(RawConnection connection) {
		try {
			connection.send(" ");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void close(RawConnection connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
