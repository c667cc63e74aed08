package io.zendeskbff.contract;

import java.util.List;

import com.github.tomakehurst.wiremock.client.WireMock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The audit trail of updates, and what other logs may say of the people in it.
 */
@ExtendWith(CachingBffExtension.class)
class AuditTests {

	private static final String AUDIT = "audit";

	private static final String UPDATE = "{\"billing\":{\"city\":\"canary-city\",\"email\":\"canary@example.com\"}}";

	@Test
	void bothEndsAreWrittenWhenUpdateIsApplied(RunningBff bff) {
		bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE, "X-Request-Id", "request-1");
		List<String> lines = bff.log().lines(AUDIT);
		assertThat(lines).hasSize(2).allSatisfy((line) -> {
			assertThat(line).startsWith("INFO ")
				.contains(bff.issuer().uri().toString(), "portal-server", "[city, email]", "requestId=request-1");
			assertThat(line).doesNotContain("canary");
		});
		assertThat(lines.getFirst()).contains("audit.outcome=\"started\"");
		assertThat(lines.getLast()).contains("audit.outcome=\"applied\"", "audit.applied=\"yes\"");
	}

	@ParameterizedTest
	@CsvSource({ "503, upstream-unavailable, unknown", "500, upstream-failed, unknown", "422, billing-refused, no" })
	void outcomeIsWrittenWhenUpdateFails(int status, String slug, String applied, RunningBff bff) {
		bff.zendesk().stub(WireMock.put(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.status(status)));
		bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), UPDATE);
		assertThat(bff.log().lines(AUDIT)).hasSize(2)
			.last()
			.asString()
			.contains("audit.outcome=\"" + slug + "\"", "audit.applied=\"" + applied + "\"", "[city, email]");
	}

	@Test
	void refusalIsWrittenWhenNothingIsSent(RunningBff bff) {
		bff.put(RunningBff.ACCOUNT, bff.issuer().admin(), UPDATE);
		bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), "{}");
		assertThat(bff.log().lines(AUDIT)).hasSize(2);
		assertThat(bff.log().lines(AUDIT).getFirst()).contains("audit.outcome=\"role-required\"",
				"audit.applied=\"no\"", "portal-server");
		assertThat(bff.log().lines(AUDIT).getLast()).contains("audit.outcome=\"invalid-billing\"");
	}

	@Test
	void nothingIsWrittenWhenCallerIsUnknownOrReads(RunningBff bff) {
		bff.put(RunningBff.ACCOUNT, null, UPDATE);
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		assertThat(bff.log().lines(AUDIT)).isEmpty();
	}

	@Test
	void callerIsOnlyAHashWhenAnythingElseLogs(RunningBff bff) {
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.serverError()));
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner(), "X-Request-Id", "request-2");
		assertThat(bff.log().linesWithout(AUDIT)).anySatisfy((line) -> {
			assertThat(line).startsWith("WARN Request failed")
				.contains("problem=\"upstream-failed\"", "requestId=request-2");
			assertThat(line).containsPattern("caller=[0-9a-f]{16}\\b");
		}).noneMatch((line) -> line.contains("portal-server"));
	}

}
