package io.zendeskbff.contract;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

import io.zendeskbff.local.HttpCalls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service between the signal that ends it and the moment when its port closes.
 */
class DrainingTests {

	@Test
	void callsAreAnsweredAndConnectionsEndedWhenServiceDrains() throws IOException {
		try (Neighbours neighbours = new Neighbours();
				ServiceProcess service = ServiceProcess.start(neighbours, List.of(), "--bff.http.drain-period=25s")
					.awaitReady();
				HttpCalls calls = new HttpCalls();
				RawConnection before = new RawConnection(service.uri("/"))) {
			String read = RawConnection.head("GET", neighbours.issuer().owner());
			before.send(read);
			assertThat(before.read().endsConnection()).isFalse();
			service.terminate();
			await().atMost(Duration.ofSeconds(20)).until(() -> drains(service) == 1);
			assertThat(health(service, calls, "readiness")).isEqualTo(503);
			before.send(read);
			assertAnsweredAndEnded(before);
			try (RawConnection meanwhile = new RawConnection(service.uri("/"))) {
				meanwhile.send(read);
				assertAnsweredAndEnded(meanwhile);
			}
			assertThat(health(service, calls, "liveness")).isEqualTo(200);
			assertThat(service.isAlive()).isTrue();
			assertThat(drains(service)).isEqualTo(1);
		}
	}

	private static void assertAnsweredAndEnded(RawConnection connection) throws IOException {
		RawAnswer answer = connection.read();
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.endsConnection()).isTrue();
		assertThat(connection.readToEnd()).isEmpty();
	}

	private static long drains(ServiceProcess service) {
		return service.output().stream().filter((line) -> line.contains("\"No longer ready")).count();
	}

	private static int health(ServiceProcess service, HttpCalls calls, String group) {
		return calls.send(HttpRequest.newBuilder(service.managementUri("/actuator/health/" + group))).statusCode();
	}

}
