package io.zendeskbff.contract;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The connection of a service that connects by itself.
 */
@ExtendWith(BffExtension.class)
class ClientCredentialsTests {

	private static final String CONNECTION = "/connection";

	/** A service of its own: what others were refused before is remembered. */
	@Test
	void connectionIsThereWhenServiceIsReady() {
		try (RunningBff bff = RunningBff.start()) {
			String body = bff.get(CONNECTION, bff.issuer().admin()).body();
			assertThat(JsonPath.<String>read(body, "$.status")).isEqualTo("connected");
			assertThat(JsonPath.<String>read(body, "$.grant")).isEqualTo("client_credentials");
			assertThat(JsonPath.<String>read(body, "$.billingWritable")).isEqualTo("yes");
			assertThat(bff.zendesk().tokenCalls()).isZero();
		}
	}

	@Test
	void nobodyCanConnectInABrowserWhenServiceConnectsByItself(RunningBff bff) {
		HttpResponse<String> response = bff
			.send(bff.request("POST", "/connection/authorization", bff.issuer().owner(), BodyPublishers.noBody()));
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(RunningBff.slug(response)).isEqualTo("grant-not-interactive");
		HttpResponse<String> callback = bff.get("/connection/callback?code=c&state=s", null);
		assertThat(callback.statusCode()).isEqualTo(400);
		assertThat(RunningBff.slug(callback)).isEqualTo("authorization-failed");
		assertThat(bff.zendesk().requests()).isEmpty();
	}

	@Test
	void nextCallObtainsANewTokenWhenOwnerHasDisconnected(RunningBff bff) {
		HttpResponse<String> ended = bff
			.send(bff.request("DELETE", CONNECTION, bff.issuer().owner(), BodyPublishers.noBody()));
		assertThat(ended.body()).isEqualTo("{\"revokedAtZendesk\":true}");
		assertThat(bff.zendesk().tokenCalls()).isZero();
		assertThat(status(bff)).isEqualTo("not-connected");
		assertThat(bff.zendesk().tokenCalls()).as("to look is no call").isZero();
		assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(200);
		assertThat(bff.zendesk().tokenCalls()).isOne();
		assertThat(status(bff)).isEqualTo("connected");
		assertThat(bff.zendesk().foreignTokenLives()).isTrue();
	}

	/** The first 401 comes when all have long set out with the old token. */
	@Test
	void oneTokenIsObtainedAndAllAreServedWhenTwoHundredCallsMeetA401() throws Exception {
		try (RunningBff bff = RunningBff.start("--bff.zendesk.connect-timeout=60s", "--bff.zendesk.read-deadline=60s",
				"--bff.zendesk.write-deadline=60s",
				"--resilience4j.bulkhead.instances.zendesk.max-concurrent-calls=200")) {
			bff.zendesk().requestsPerMinute(10_000);
			bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
			String old = bff.zendesk().requests("GET", RunningBff.CHAT_ACCOUNT).getFirst().getHeader("Authorization");
			bff.zendesk()
				.stub(WireMock.get(RunningBff.CHAT_ACCOUNT)
					.atPriority(1)
					.withHeader("Authorization", WireMock.equalTo(old))
					.willReturn(WireMock.unauthorized().withFixedDelay(2_000)));
			assertThat(read(bff, 200)).allSatisfy((response) -> assertThat(response.statusCode()).isEqualTo(200));
			assertThat(bff.zendesk().tokenCalls()).isOne();
			// On a busy machine some set out when the new token is there already.
			assertThat(bff.accountCalls()).isBetween(1 + 200 + 64L, 1 + 200 + 200L);
		}
	}

	/** A service of its own: it would still be pausing when the next test begins. */
	@Test
	void tokenEndpointIsLeftAloneAsLongAsItAsksWhenItThrottles() {
		try (RunningBff bff = RunningBff.start()) {
			bff.zendesk()
				.stub(WireMock.post("/oauth2/chat/token")
					.willReturn(WireMock.status(429).withHeader("Retry-After", "300")));
			bff.send(bff.request("DELETE", CONNECTION, bff.issuer().owner(), BodyPublishers.noBody()));
			for (int i = 0; i < 3; i++) {
				HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
				assertThat(response.statusCode()).isEqualTo(503);
				assertThat(RunningBff.slug(response)).isEqualTo("upstream-unavailable");
				int retryAfter = JsonPath.read(response.body(), "$.retryAfter");
				assertThat(retryAfter).isBetween(270, 300);
				assertThat(response.headers().firstValue("Retry-After")).hasValue(String.valueOf(retryAfter));
			}
			assertThat(bff.zendesk().tokenCalls()).isOne();
			assertThat(bff.accountCalls()).isZero();
		}
	}

	private static List<HttpResponse<String>> read(RunningBff bff, int times) throws Exception {
		String owner = bff.issuer().owner();
		List<Future<HttpResponse<String>>> calls = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < times; i++) {
				calls.add(callers.submit(() -> bff.get(RunningBff.ACCOUNT, owner)));
			}
		}
		List<HttpResponse<String>> responses = new ArrayList<>();
		for (Future<HttpResponse<String>> call : calls) {
			responses.add(call.get());
		}
		return responses;
	}

	private static String status(RunningBff bff) {
		return JsonPath.read(bff.get(CONNECTION, bff.issuer().owner()).body(), "$.status");
	}

}
