package io.zendeskbff.contract;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More requests at once than the service takes on.
 */
class OverloadTests {

	private static final String LIMIT = "--resilience4j.bulkhead.instances.requests.max-concurrent-calls=2";

	private static final String BODY = "{\"billing\":{\"city\":\"Bern\"}}";

	@Test
	void requestIsShedAndOthersGoOnWhenThereAreTooMany() throws IOException {
		try (RunningBff bff = RunningBff.start(LIMIT);
				RawConnection first = new RawConnection(bff.uri("/"));
				RawConnection second = new RawConnection(bff.uri("/"))) {
			first.send(updateHead(bff));
			second.send(updateHead(bff));
			await().atMost(Duration.ofSeconds(9)).until(() -> read(bff).statusCode() == 503);
			long calls = bff.accountCalls();
			assertShed(read(bff));
			assertShed(bff.get(RunningBff.ACCOUNT, null));
			assertShed(bff.get("/nowhere", null));
			assertThat(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), BODY).body()).contains("\"applied\":\"no\"");
			assertThat(bff.accountCalls()).isEqualTo(calls);
			assertThat(bff.send(HttpRequest.newBuilder(bff.managementUri("/actuator/health/readiness"))).statusCode())
				.isEqualTo(200);
			first.send(BODY);
			assertThat(first.read().status()).isEqualTo(200);
			// A permit comes back when the answer is there, and a little later.
			await().until(() -> read(bff).statusCode() == 200);
		}
	}

	private static HttpResponse<String> read(RunningBff bff) {
		return bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
	}

	private static String updateHead(RunningBff bff) {
		return RawConnection.head("PUT", bff.issuer().owner(), "Content-Type: application/json",
				"Content-Length: " + BODY.length());
	}

	private static void assertShed(HttpResponse<String> response) {
		assertThat(response.statusCode()).isEqualTo(503);
		assertThat(RunningBff.slug(response)).isEqualTo("overloaded");
		assertThat(response.body()).contains("\"retryAfter\":5");
		assertThat(response.headers().map()).containsKeys("x-request-id", "content-security-policy")
			.containsEntry("retry-after", java.util.List.of("5"))
			.containsEntry("cache-control", java.util.List.of("no-store"));
	}

}
