package io.zendeskbff.contract;

import java.time.Duration;
import java.util.stream.Stream;

import io.zendeskbff.upstream.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How Zendesk is left alone after a 429: rows 13 and 14 of the faults.
 */
@ExtendWith(FaultyBffExtension.class)
class ThrottlingTests {

	private static final String THROTTLED = "503 upstream-throttled";

	static Stream<FaultRow> pauses() {
		return FaultMatrixTests.rows().filter((row) -> row.isThrottling() && !row.pause().equals("0"));
	}

	@ParameterizedTest
	@MethodSource("pauses")
	void zendeskIsLeftAloneByAllWhenItHasThrottledARead(FaultRow row, FaultyBff bff) {
		bff.zendesk().failReads(row.strike(), 1);
		bff.read();
		assertLeftAlone(bff);
		bff.assertCalls("GET");
	}

	@ParameterizedTest
	@MethodSource("pauses")
	void zendeskIsLeftAloneByAllWhenItHasThrottledAnUpdate(FaultRow row, FaultyBff bff) {
		bff.zendesk().failUpdates(row.strike(), 1);
		bff.update();
		assertLeftAlone(bff);
		bff.assertCalls("PUT");
	}

	private static void assertLeftAlone(FaultyBff bff) {
		bff.assertAnswer(bff.read(), THROTTLED, "1-300");
		var update = bff.update();
		bff.assertAnswer(update, THROTTLED, "1-300");
		assertThat(update.body()).contains("\"applied\":\"no\"");
	}

	@Test
	void zendeskIsCalledAtOnceWhenThePauseHasPassedAlready(FaultyBff bff) {
		bff.zendesk().failReads(Faults.named("429 until an hour ago"), 1);
		bff.assertAnswer(bff.read(), THROTTLED, "0");
		bff.assertAnswer(bff.read(), "200", "-");
		bff.assertCalls("GET GET");
	}

	@Test
	void zendeskIsCalledAgainWhenThePauseIsOver(FaultyBff bff) {
		bff.zendesk().failReads(Faults.named("429 text, Retry-After: 2"), 1);
		long start = System.nanoTime();
		bff.assertAnswer(bff.read(), THROTTLED, "2");
		await().atMost(Duration.ofSeconds(20)).until(() -> bff.read().statusCode() == 200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
		bff.assertCalls("GET GET");
	}

}
