package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.zendeskbff.upstream.Faults;
import io.zendeskbff.upstream.RawZendesk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Zendesk that takes every call of the account and never answers, under many callers:
 * what does not need it goes on, and nothing piles up.
 */
class HangingZendeskTests {

	private static final int CALLERS = 300;

	private static final int MOST_CONNECTIONS = 64;

	/** So long would everybody wait who waits for Zendesk. */
	private static final Duration DEADLINE = Duration.ofSeconds(10);

	/** Far less, and more than ten times what such an answer takes. */
	private static final Duration QUICK = DEADLINE.dividedBy(5);

	private final RawZendesk zendesk = RawZendesk.start();

	private final RunningBff bff = RunningBff.startOver(this.zendesk.origin(),
			"--bff.zendesk.read-deadline=" + DEADLINE.toMillis() + "ms");

	private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

	/** No thread of the platform's of its own. */
	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.executor(this.callers)
		.build();

	@AfterEach
	void close() {
		this.client.close();
		this.callers.close();
		this.bff.close();
		this.zendesk.close();
	}

	@Test
	@Timeout(180)
	void everythingElseGoesOnAndNothingPilesUpWhenZendeskHangs() throws Exception {
		String owner = this.bff.issuer().owner();
		finish(begin(owner, CALLERS));
		long heap = heap();
		int threads = threads();
		hang();
		List<Future<HttpResponse<String>>> answers = begin(owner, CALLERS);
		await().atMost(DEADLINE).until(() -> this.zendesk.calls().size() >= 20);
		assertOthersAreQuick(owner);
		assertThat(threads() - threads).as("more platform threads").isLessThan(50);
		assertThat(this.zendesk.calls()).containsOnly("GET").hasSizeLessThanOrEqualTo(MOST_CONNECTIONS);
		assertThat(this.zendesk.connections()).isLessThanOrEqualTo(MOST_CONNECTIONS);
		assertThat(finish(answers)).extracting(RunningBff::slug)
			.hasSize(CALLERS)
			.isSubsetOf("upstream-timeout", "upstream-unavailable", "overloaded");
		assertThat(heap() - heap).as("more octets of heap").isLessThan(50_000_000);
		assertRecovers(owner);
	}

	private void hang() {
		this.bff.forgetFaults();
		this.zendesk.hangUp();
		this.zendesk.forget();
		this.zendesk.failReads(Faults.named("no answer"));
	}

	private void assertOthersAreQuick(String owner) {
		for (int i = 0; i < 5; i++) {
			assertQuick(HttpRequest.newBuilder(this.bff.managementUri("/actuator/health/liveness")), 200);
			assertQuick(HttpRequest.newBuilder(this.bff.managementUri("/actuator/health/readiness")), 200);
			assertQuick(HttpRequest.newBuilder(this.bff.uri(RunningBff.ACCOUNT)), 401);
			assertQuick(HttpRequest.newBuilder(this.bff.uri("/nowhere")), 404);
			assertQuick(HttpRequest.newBuilder(this.bff.uri("/connection")).header("Authorization", "Bearer " + owner),
					200);
		}
	}

	private void assertQuick(HttpRequest.Builder request, int status) {
		long start = System.nanoTime();
		assertThat(send(request.build()).statusCode()).isEqualTo(status);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK);
	}

	/** As many at once as have a permit, so that no connection may be lost. */
	private void assertRecovers(String owner) throws InterruptedException, ExecutionException {
		this.zendesk.reset();
		await().atMost(Duration.ofMinutes(1)).until(() -> send(account(owner)).statusCode() == 200);
		assertThat(finish(begin(owner, 48))).extracting(HttpResponse::statusCode).hasSize(48).containsOnly(200);
	}

	private List<Future<HttpResponse<String>>> begin(String owner, int number) {
		return IntStream.range(0, number)
			.<Future<HttpResponse<String>>>mapToObj((_) -> this.callers.submit(() -> send(account(owner))))
			.toList();
	}

	private static List<HttpResponse<String>> finish(List<Future<HttpResponse<String>>> calls)
			throws InterruptedException, ExecutionException {
		List<HttpResponse<String>> answers = new ArrayList<>();
		for (Future<HttpResponse<String>> call : calls) {
			answers.add(call.get());
		}
		return answers;
	}

	private HttpRequest account(String owner) {
		return HttpRequest.newBuilder(this.bff.uri(RunningBff.ACCOUNT))
			.header("Authorization", "Bearer " + owner)
			.build();
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Virtual threads are not counted. */
	private static int threads() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

	private static long heap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
