package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same faults as in {@link FaultMatrixTests}, met by a service that has read the
 * account before: whether it shows that, and whether an update has left it any.
 */
class StaleMatrixTests {

	private static final String DOWN = "503 upstream-unavailable";

	private static FaultyBff bff;

	@BeforeAll
	static void start() {
		bff = new FaultyBff("--bff.cache.stale-if-error=10m");
	}

	@BeforeEach
	void reset() {
		bff.reset();
	}

	@AfterAll
	static void close() {
		bff.close();
	}

	static Stream<FaultRow> failingRows() {
		return FaultMatrixTests.rows().filter((row) -> !row.read().equals("200"));
	}

	static Stream<FaultRow> rows() {
		return FaultMatrixTests.rows();
	}

	@ParameterizedTest
	@MethodSource("failingRows")
	void copyIsShownHiddenOrDroppedWhenAReadMeetsTheFault(FaultRow row) {
		bff.earnARetry();
		bff.earnARetry();
		row.failReads(bff.zendesk());
		HttpResponse<String> answer = bff.read();
		bff.assertCalls(row.readCalls());
		if (row.copy().equals("shown")) {
			assertStandsIn(answer);
		}
		else {
			bff.assertAnswer(answer, row.read(), row.pause());
		}
		bff.zendesk().refuse();
		bff.forgetFailedReads();
		if (row.copy().equals("dropped")) {
			bff.assertAnswer(bff.read(), DOWN, "5");
		}
		else {
			assertStandsIn(bff.read());
		}
	}

	@ParameterizedTest
	@MethodSource("rows")
	void copyIsThereOnlyWhenTheUpdateWasNotCarriedOutOrIsShown(FaultRow row) {
		bff.earnARetry();
		boolean applied = row.applied().equals("yes");
		if (applied) {
			bff.zendesk().applyAllTheSame();
		}
		row.failUpdates(bff.zendesk());
		bff.assertApplied(bff.update(), row.applied());
		bff.zendesk().refuse();
		HttpResponse<String> answer = bff.read();
		if (row.isUnknown()) {
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
		}
		else {
			assertStandsIn(answer);
			assertThat(answer.body().contains("Thun")).isEqualTo(applied);
		}
	}

	private static void assertStandsIn(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(bff.zendesk().account());
		assertThat(answer.headers().firstValue("cache-status").orElseThrow())
			.matches("zendesk-account-bff; fwd=stale;( ttl=-[0-9]+;)? detail=stale-if-error");
		assertThat(answer.headers().firstValue("age").orElseThrow()).matches("[0-9]+");
		assertThat(answer.headers().firstValue("retry-after")).isEmpty();
	}

}
