package io.zendeskbff.contract;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.management.ThreadMXBean;
import io.zendeskbff.upstream.Fault;
import io.zendeskbff.upstream.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of connections, and of the memory for what comes over them: rows 3 to 9 of
 * the faults, and row 23, in which there is none.
 */
@ExtendWith(FaultyBffExtension.class)
class ConnectionFaultsTests {

	/** Of the gigabyte that the bomb holds; and a client that never stops sends more. */
	private static final long FLAT = 200_000_000;

	@ParameterizedTest
	@ValueSource(strings = { "gzip bomb", "endless body", "endless body with a length", "endless chunks",
			"endless headers", "endless header", "drip in the head", "drip in the body", "no answer" })
	void connectionIsClosedAndMemoryStaysFlatWhenAnswerDoesNotEnd(String fault, FaultyBff bff) throws Exception {
		bff.zendesk().hangUp();
		bff.zendesk().failReads(Faults.named(fault));
		long before = allocated();
		assertThat(bff.read().statusCode()).isIn(502, 504);
		assertThat(bff.zendesk().isLeft()).isTrue();
		assertThat(allocated() - before).isLessThan(FLAT);
		bff.zendesk().reset();
		bff.assertAnswer(bff.read(), "200", "-");
		assertThat(bff.zendesk().connections()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "reset", "end" })
	void outcomeIsUnknownWhenAFreshConnectionBreaks(String fault, FaultyBff bff) {
		bff.zendesk().hangUp();
		bff.zendesk().failUpdates(Faults.named(fault), 1);
		HttpResponse<String> answer = bff.update();
		bff.assertAnswer(answer, "502 upstream-failed", "-");
		bff.assertApplied(answer, "unknown");
		bff.assertCalls("PUT GET");
	}

	/** Zendesk has restarted behind a balancer: whatever is in the pool is dead. */
	@Test
	void secondAttemptIsMadeOnAFreshConnectionWhenThePoolIsFullOfDeadOnes(FaultyBff bff) {
		bff.earnARetry();
		fillPool(bff, 10);
		assertThat(bff.zendesk().connections()).isGreaterThanOrEqualTo(2);
		bff.zendesk().failReads(bff.zendesk().resetOfOldConnections());
		bff.zendesk().forget();
		bff.assertAnswer(bff.read(), "200", "-");
		bff.assertCalls("GET GET");
		assertThat(bff.zendesk().connections()).isOne();
	}

	/** So many at once that each needs a connection. */
	private static void fillPool(FaultyBff bff, int callers) {
		CountDownLatch all = new CountDownLatch(callers);
		bff.zendesk().hangUp();
		bff.zendesk().forget();
		bff.zendesk().failReads(together(all), callers);
		try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < callers; i++) {
				executor.execute(bff::read);
			}
		}
	}

	private static Fault together(CountDownLatch all) {
		return (client, zendesk) -> {
			all.countDown();
			try {
				// Whether all have come or not.
				boolean _ = all.await(1, TimeUnit.SECONDS);
			}
			catch (InterruptedException _) {
				Thread.currentThread().interrupt();
			}
			Faults.named("none").strike(client, zendesk);
		};
	}

	/** The token comes from an endpoint that has a name. */
	@Test
	void nothingIsSentWhenTheNameDoesNotResolve(FaultyBff bff) {
		try (RunningBff lost = RunningBff.startInVain(URI.create("https://zendesk.invalid"),
				"--spring.security.oauth2.client.provider.zendesk.token-uri=" + bff.zendesk().origin()
						+ "/oauth2/chat/token",
				"--bff.zendesk.read-deadline=20s", "--bff.zendesk.write-deadline=20s")) {
			String owner = lost.issuer().owner();
			bff.assertAnswer(lost.get(RunningBff.ACCOUNT, owner), "503 upstream-unavailable", "5");
			HttpResponse<String> update = lost.put(RunningBff.ACCOUNT, owner, FaultyBff.UPDATE);
			bff.assertAnswer(update, "503 upstream-unavailable", "5");
			assertThat(update.body()).contains("\"applied\":\"no\"");
			bff.assertCalls("TOKEN");
		}
	}

	/** In seconds; where nothing is said the JVM takes 30. */
	@Test
	void namesAreKeptBrieflyWhenTheJvmResolvesThem() throws Exception {
		assertThat(seconds("networkaddress.cache.ttl").orElse(30)).isBetween(0, 30);
		assertThat(seconds("networkaddress.cache.stale.ttl").orElse(0)).isZero();
		assertThat(seconds("networkaddress.cache.negative.ttl").orElseThrow()).isBetween(0, 10);
		assertThat(Files.readString(Path.of("src/main/docker/jvm.options"))).doesNotContain("networkaddress",
				"inetaddr");
	}

	private static Optional<Integer> seconds(String property) {
		return Optional.ofNullable(Security.getProperty(property)).map(Integer::valueOf);
	}

	private static long allocated() {
		return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
	}

}
