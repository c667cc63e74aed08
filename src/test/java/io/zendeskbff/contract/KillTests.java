package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.zendeskbff.local.HttpCalls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that dies in the middle of an update, as it does without memory or power.
 */
class KillTests {

	private static final String UPDATE = "{\"billing\":{\"city\":\"Chur\"}}";

	@Test
	void updateIsSentOnceAndSeenToHaveStartedWhenProcessIsKilled() throws Exception {
		try (Neighbours neighbours = new Neighbours(); HttpCalls calls = new HttpCalls()) {
			neighbours.zendesk()
				.stub(WireMock.put(RunningBff.CHAT_ACCOUNT)
					.atPriority(1)
					.willReturn(WireMock.ok().withFixedDelay(9_000)));
			try (ServiceProcess service = ServiceProcess.start(neighbours, List.of()).awaitReady();
					RawConnection owner = new RawConnection(service.uri("/"))) {
				owner.send(RawConnection.head("PUT", neighbours.issuer().owner(), "Content-Type: application/json",
						"Content-Length: " + UPDATE.length()) + UPDATE);
				await().atMost(Duration.ofSeconds(9)).until(() -> updates(neighbours) == 1);
				service.kill();
				assertThat(service.awaitExit()).isEqualTo(137);
				assertThat(owner.readToEnd()).isEmpty();
				await().until(() -> lines(service, "Billing update started") == 1);
				assertThat(lines(service, "Billing update done")).isZero();
			}
			try (ServiceProcess next = ServiceProcess.start(neighbours, List.of()).awaitReady()) {
				assertThat(calls.send(account(next, neighbours)).statusCode()).isEqualTo(200);
				assertThat(updates(neighbours)).isEqualTo(1);
				neighbours.zendesk().reset();
				assertThat(calls.send(account(next, neighbours).PUT(BodyPublishers.ofString(UPDATE))).statusCode())
					.isEqualTo(200);
				assertThat(updates(neighbours)).isEqualTo(1);
			}
		}
	}

	private static HttpRequest.Builder account(ServiceProcess service, Neighbours neighbours) {
		return HttpRequest.newBuilder(service.uri(RunningBff.ACCOUNT))
			.header("Authorization", "Bearer " + neighbours.issuer().owner())
			.header("Content-Type", "application/json");
	}

	private static int updates(Neighbours neighbours) {
		return neighbours.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT).size();
	}

	private static long lines(ServiceProcess service, String message) {
		return service.output().stream().filter((line) -> line.contains("\"" + message + "\"")).count();
	}

}
