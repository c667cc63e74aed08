package io.zendeskbff.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.zendeskbff.local.HttpCalls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More than a small heap could hold, all at once.
 */
class FloodTests {

	/** With those who are connected first until the last one is, and with the fake. */
	private static final String[] PATIENCE = { "--server.tomcat.connection-timeout=2m",
			"--bff.zendesk.connect-timeout=1m", "--bff.zendesk.read-deadline=1m" };

	/** Slow as it is then, Zendesk may be left alone as well. */
	private static final List<String> SHED = List.of("overloaded", "upstream-throttled", "upstream-unavailable");

	private static final int UPDATES = 1000;

	private static final int READS = 10_000;

	private static final byte[] MEGABYTE = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);

	private static final byte[] CHUNKED_MEGABYTE = "100000\r\n%s\r\n0\r\n\r\n".formatted(" ".repeat(1 << 20))
		.getBytes(StandardCharsets.US_ASCII);

	@Test
	void serviceLivesWhenAThousandLargeBodiesComeAtOnce() throws Exception {
		try (Neighbours neighbours = new Neighbours();
				ServiceProcess service = ServiceProcess.start(neighbours, List.of(), PATIENCE).awaitReady()) {
			String token = neighbours.issuer().owner();
			CountDownLatch open = new CountDownLatch(UPDATES);
			List<RawAnswer> answers = atOnce(UPDATES, (i) -> update(service.uri("/"), token, open, i % 2 == 0));
			assertThat(answers).hasSize(UPDATES);
			assertThat(answers).filteredOn((one) -> !isShed(one) && !isTooLarge(one)).isEmpty();
			assertUnharmed(service, neighbours);
			assertThat(neighbours.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).isEmpty();
		}
	}

	private static RawAnswer update(URI service, String token, CountDownLatch open, boolean chunked)
			throws IOException, InterruptedException {
		try (RawConnection connection = new RawConnection(service)) {
			awaitAll(open);
			connection.send(RawConnection.head("PUT", token, "Content-Type: application/json",
					chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + MEGABYTE.length));
			connection.send(chunked ? CHUNKED_MEGABYTE : MEGABYTE);
			return connection.read();
		}
	}

	@Test
	void callersAreAnsweredOrShedWhenTenThousandComeAtOnce() throws Exception {
		try (Neighbours neighbours = new Neighbours();
				ServiceProcess service = ServiceProcess.start(neighbours, List.of(), PATIENCE).awaitReady();
				Pulse pulse = new Pulse(service.managementUri("/actuator/health/liveness"))) {
			String request = RawConnection.head("GET", neighbours.issuer().owner());
			CountDownLatch open = new CountDownLatch(READS);
			List<RawAnswer> answers = atOnce(READS, (_) -> read(service.uri("/"), request, open));
			assertThat(answers).hasSize(READS);
			assertThat(answers).filteredOn((one) -> !isShed(one) && one.status() != 200).isEmpty();
			assertThat(answers).filteredOn(FloodTests::isShed).isNotEmpty();
			assertThat(pulse.longest()).isLessThan(Duration.ofSeconds(10));
			assertUnharmed(service, neighbours);
		}
	}

	private static RawAnswer read(URI service, String request, CountDownLatch open)
			throws IOException, InterruptedException {
		try (RawConnection connection = new RawConnection(service)) {
			awaitAll(open);
			connection.send(request);
			return connection.read();
		}
	}

	/** Nobody begins before everybody is connected. */
	private static void awaitAll(CountDownLatch open) throws InterruptedException {
		open.countDown();
		open.await();
	}

	private static boolean isTooLarge(RawAnswer answer) {
		return answer.status() == 413 && answer.isProblem("payload-too-large");
	}

	private static boolean isShed(RawAnswer answer) {
		return answer.status() == 503 && answer.headers().containsKey("retry-after")
				&& SHED.stream().anyMatch(answer::isProblem);
	}

	private static void assertUnharmed(ServiceProcess service, Neighbours neighbours) {
		neighbours.zendesk().requestsPerMinute(Integer.MAX_VALUE);
		try (HttpCalls calls = new HttpCalls()) {
			HttpRequest.Builder read = HttpRequest.newBuilder(service.uri(RunningBff.ACCOUNT))
				.header("Authorization", "Bearer " + neighbours.issuer().owner());
			await().atMost(Duration.ofMinutes(2)).until(() -> calls.send(read).statusCode() == 200);
		}
		assertThat(service.isAlive()).isTrue();
		assertThat(service.output()).noneMatch((line) -> line.contains("OutOfMemoryError"));
	}

	private static List<RawAnswer> atOnce(int callers, Call call) throws InterruptedException, ExecutionException {
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<RawAnswer>> calls = IntStream.range(0, callers)
				.<Callable<RawAnswer>>mapToObj((i) -> () -> call.send(i))
				.toList();
			List<RawAnswer> answers = new ArrayList<>();
			for (Future<RawAnswer> answer : threads.invokeAll(calls)) {
				answers.add(answer.get());
			}
			return answers;
		}
	}

	private interface Call {

		RawAnswer send(int number) throws Exception;

	}

	/** Asks for the service's health all the time. */
	private static final class Pulse implements AutoCloseable {

		private final ExecutorService thread = Executors.newSingleThreadExecutor();

		private final AtomicBoolean ended = new AtomicBoolean();

		private final Future<Duration> longest;

		Pulse(URI health) {
			this.longest = this.thread.submit(() -> beat(health));
		}

		private Duration beat(URI health) {
			Duration longest = Duration.ZERO;
			try (HttpCalls calls = new HttpCalls()) {
				do {
					long start = System.nanoTime();
					assertThat(calls.send(HttpRequest.newBuilder(health)).statusCode()).isEqualTo(200);
					Duration time = Duration.ofNanos(System.nanoTime() - start);
					longest = (time.compareTo(longest) > 0) ? time : longest;
				}
				while (!this.ended.get());
			}
			return longest;
		}

		/** The longest time that an answer took. */
		Duration longest() throws InterruptedException, ExecutionException {
			this.ended.set(true);
			return this.longest.get();
		}

		@Override
		public void close() {
			this.ended.set(true);
			this.thread.close();
		}

	}

}
