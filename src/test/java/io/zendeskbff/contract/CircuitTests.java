package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.zendeskbff.local.FakeState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a Zendesk that is dead is left alone, and found again.
 */
@ExtendWith(BffExtension.class)
class CircuitTests {

	private static final String CIRCUIT = "--resilience4j.circuitbreaker.instances.zendesk.";

	private static final String BILLING = "{\"billing\":{\"city\":\"Bern\"}}";

	@Test
	void zendeskIsLeftAloneWhenFiveCallsHaveFailed(RunningBff bff) {
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).willReturn(WireMock.status(500)));
		for (int i = 0; i < 5; i++) {
			assertThat(RunningBff.slug(read(bff))).isEqualTo("upstream-failed");
		}
		HttpResponse<String> refused = read(bff);
		assertThat(refused.statusCode()).isEqualTo(503);
		assertThat(RunningBff.slug(refused)).isEqualTo("upstream-unavailable");
		assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
		HttpResponse<String> update = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), BILLING);
		assertThat(RunningBff.slug(update)).isEqualTo("upstream-unavailable");
		assertThat(update.body()).contains("\"applied\":\"no\"");
		assertThat(bff.accountCalls()).isEqualTo(5);
		assertThat(bff.log().lines()).filteredOn((line) -> line.contains("Zendesk keeps failing")).hasSize(1);
	}

	@Test
	void zendeskIsLeftAloneWhenCallsFailAfterManyWentWell(RunningBff bff) {
		for (int i = 0; i < 30; i++) {
			assertThat(read(bff).statusCode()).isEqualTo(200);
		}
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).willReturn(WireMock.status(500)));
		for (int i = 0; i < 10; i++) {
			read(bff);
		}
		assertThat(bff.accountCalls()).isEqualTo(35);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 404, 410, 422 })
	void circuitStaysClosedWhenZendeskRefusesTheCall(int status, RunningBff bff) {
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).willReturn(WireMock.status(status)));
		bff.zendesk().stub(WireMock.put(RunningBff.CHAT_ACCOUNT).willReturn(WireMock.status(status)));
		for (int i = 0; i < 10; i++) {
			read(bff);
			bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), BILLING);
		}
		assertThat(bff.accountCalls()).isEqualTo(20);
	}

	@Test
	void circuitIsSharedWhenUpdatesFail(RunningBff bff) {
		bff.zendesk().stub(WireMock.put(RunningBff.CHAT_ACCOUNT).willReturn(WireMock.status(500)));
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).willReturn(WireMock.status(500)));
		for (int i = 0; i < 3; i++) {
			assertThat(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), BILLING).body())
				.contains("\"applied\":\"unknown\"");
		}
		assertThat(RunningBff.slug(read(bff))).isEqualTo("upstream-unavailable");
		assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).hasSize(3);
		assertThat(bff.zendesk().requests("GET", RunningBff.CHAT_ACCOUNT)).hasSize(2);
	}

	/** FAULTS.md, row P5, as long as the circuit is closed. */
	@Test
	void zendeskGetsATenthMoreCallsAtMostWhenItIsDeadAndTheCircuitClosed() throws Exception {
		try (RunningBff bff = RunningBff.start(CIRCUIT + "sliding-window-type=TIME_BASED",
				CIRCUIT + "minimum-number-of-calls=1000000")) {
			bff.zendesk().state(FakeState.DOWN);
			List<HttpResponse<String>> answers = readByMany(bff, 1_200);
			assertThat(answers).extracting(RunningBff::slug).containsOnly("upstream-unavailable");
			assertThat(bff.accountCalls()).isBetween(1_200L, 1_320L);
		}
	}

	/** FAULTS.md, row P5, once the circuit is open. */
	@Test
	void zendeskGetsProbesOnlyWhenItIsDeadAndIsFoundWithinOneWindowWhenItRises() throws Exception {
		try (RunningBff bff = RunningBff.start(CIRCUIT + "wait-duration-in-open-state=2s")) {
			bff.zendesk().state(FakeState.DOWN);
			long start = System.nanoTime();
			for (int i = 0; i < 10; i++) {
				readByMany(bff, 200);
			}
			long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
			// Those on their way when it opened, and one probe a window.
			assertThat(bff.accountCalls()).isLessThanOrEqualTo(48 + 10 + seconds / 2 + 1);
			bff.zendesk().state(FakeState.NORMAL);
			await().atMost(Duration.ofSeconds(20)).until(() -> read(bff).statusCode() == 200);
			long before = bff.accountCalls();
			readByMany(bff, 20);
			assertThat(bff.accountCalls()).isEqualTo(before + 20);
		}
	}

	@Test
	void retryIsToldAndReadsAreRefusedWhenTheBudgetIsUsedUp() {
		try (RunningBff bff = RunningBff.start("--bff.zendesk.requests-per-minute=20")) {
			HttpResponse<String> answer = read(bff);
			while (answer.statusCode() == 200) {
				answer = read(bff);
			}
			assertThat(RunningBff.slug(answer)).isEqualTo("upstream-throttled");
			assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 61);
			assertThat(bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), BILLING).statusCode()).isEqualTo(200);
			HttpResponse<String> update = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), BILLING);
			assertThat(RunningBff.slug(update)).isEqualTo("upstream-throttled");
			assertThat(update.body()).contains("\"applied\":\"no\"");
			assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).hasSize(1);
		}
	}

	private static HttpResponse<String> read(RunningBff bff) {
		return bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
	}

	private static List<HttpResponse<String>> readByMany(RunningBff bff, int calls)
			throws InterruptedException, ExecutionException {
		List<Future<HttpResponse<String>>> reads = new ArrayList<>();
		try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
			for (int i = 0; i < calls; i++) {
				reads.add(callers.submit(() -> read(bff)));
			}
		}
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (Future<HttpResponse<String>> read : reads) {
			answers.add(read.get());
		}
		return answers;
	}

}
