package io.zendeskbff.problem;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.audit.Attempt;
import io.zendeskbff.billing.Rejection;
import io.zendeskbff.billing.Rejections;
import io.zendeskbff.billing.Violation;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.portal.KnownCallers;
import io.zendeskbff.portal.Role;
import io.zendeskbff.portal.RoleClaims;
import io.zendeskbff.session.LoginFailures;
import io.zendeskbff.store.StoreExceptions;
import io.zendeskbff.upstream.RecordedLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What is answered, logged, counted and written down of a failure.
 */
class ProblemAdviceTests {

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private RecordedLog log;

	@BeforeEach
	void record() {
		this.log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.problem");
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void answerIsAProblemWhenSomethingFails() throws Exception {
		answer(StoreExceptions.silence(), request("GET", null));
		assertThat(this.response.getStatus()).isEqualTo(503);
		assertThat(this.response.getContentType()).isEqualTo("application/problem+json");
		assertThat(this.response.getContentLength()).isEqualTo(this.response.getContentAsByteArray().length);
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getHeader("Retry-After")).isEqualTo("5");
		assertThat(members()).containsExactly(entry("type", "urn:zendesk-account-bff:problem:store-unavailable"),
				entry("title", "The shared store is unavailable"), entry("status", 503),
				entry("detail", "What this service's replicas share cannot be reached."), entry("instance", "/x"),
				entry("requestId", "id-1"), entry("retryAfter", 5));
	}

	@Test
	void everyReasonIsToldInAsciiWhenAnUpdateIsNone() throws Exception {
		answer(Rejections
			.of(new Rejection.Invalid(List.of(new Violation("/billing/\uD800ä", "unknown", "is no billing field")))),
				request("PUT", null));
		assertThat(members()).contains(
				entry("violations", List
					.of(Map.of("pointer", "/billing/\uD800ä", "code", "unknown", "message", "is no billing field"))),
				entry("applied", "no"));
		assertThat(new String(this.response.getContentAsByteArray(), ISO_8859_1)).matches("\\p{ASCII}+");
	}

	@Test
	void pathIsLeftOutWhenThereIsNone() throws Exception {
		MockHttpServletRequest request = request("GET", null);
		request.setRequestURI(null);
		answer(new IllegalStateException(), request);
		assertThat(members()).doesNotContainKey("instance").containsEntry("status", 500);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			GET,  NO,      none
			PUT,  NO,      no
			PUT,  UNKNOWN, unknown
			""")
	void callerIsToldWhetherHisUpdateMayHaveArrivedWhenItFails(String method, Applied applied, @Nullable String told)
			throws Exception {
		answer(new AccountException(Plain.TIMED_OUT, applied), request(method, null));
		assertThat(members().get("applied")).isEqualTo(told);
	}

	@ParameterizedTest
	@MethodSource
	void lineIsAsLoudAsTheFaultIsOursWhenLogged(Exception failure, String line) throws Exception {
		answer(failure, request("GET", null));
		assertThat(this.log.lines()).singleElement().asString().startsWith(line);
		assertThat(this.log.lines().getFirst().contains("\tat ")).isEqualTo(line.startsWith("ERROR"));
	}

	static Stream<Arguments> lineIsAsLoudAsTheFaultIsOursWhenLogged() {
		return Stream.of(
				arguments(new IllegalStateException("s3cret", new IOException("s3cret")),
						"ERROR Request failed [problem=\"internal\", reason=\"IllegalStateException < IOException\"]"),
				arguments(new AccountException(Plain.BROKEN, Applied.NO, new IllegalStateException("s3cret")),
						"WARN Request failed [problem=\"upstream-failed\", reason=\"BROKEN < IllegalStateException\"]"),
				arguments(new AccountException(Plain.OVERLOADED, Applied.NO),
						"DEBUG Request failed [problem=\"overloaded\", reason=\"OVERLOADED\"]"),
				arguments(new AccountException(Plain.PRECONDITION_FAILED, Applied.NO),
						"DEBUG Request failed [problem=\"precondition-failed\", reason=\"PRECONDITION_FAILED\"]"));
	}

	@Test
	void problemIsCountedByItsSlugWhenMet() throws Exception {
		answer(new AccountException(Plain.BROKEN, Applied.NO), request("GET", null));
		assertThat(this.meters.find("bff.problem.problems").counters()).hasSize(ProblemType.values().length)
			.filteredOn((counter) -> counter.count() > 0)
			.singleElement()
			.satisfies((counter) -> {
				assertThat(counter.getId().getTag("slug")).isEqualTo("upstream-failed");
				assertThat(counter.count()).isOne();
			});
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			false, false, internal,        no
			true,  false, internal,        unknown
			false, true,  upstream-failed, no
			true,  true,  upstream-failed, no
			""")
	void updateIsWrittenDownAsItMayHaveEndedWhenItFails(boolean started, boolean upstreams, String slug, String applied)
			throws Exception {
		MockHttpServletRequest request = request("PUT", Role.OWNER);
		List<String> endings = new ArrayList<>();
		if (started) {
			Attempt.of(request)
				.orElseThrow()
				.start(Set.of(BillingField.CITY), (_, _, _) -> (outcome, how) -> endings.add(outcome + ", " + how));
		}
		answer(upstreams ? new AccountException(Plain.BROKEN, Applied.NO) : new IllegalStateException(), request);
		assertThat(members()).containsEntry("applied", applied);
		assertThat(endings).isEqualTo(started ? List.of(slug + ", " + applied) : List.of());
	}

	@Test
	void nothingIsAddedWhenTheAnswerHasBegun() throws Exception {
		this.response.getOutputStream().write("half".getBytes(UTF_8));
		this.response.flushBuffer();
		answer(new IllegalStateException(), request("GET", null));
		assertThat(this.response.getContentAsString()).isEqualTo("half");
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.log.lines()).hasSize(1);
	}

	@Test
	void nothingIsLeftOfTheAnswerWhenItHasNotBegun() throws Exception {
		this.response.getOutputStream().write("half".getBytes(UTF_8));
		answer(new IllegalStateException(), request("GET", null));
		assertThat(this.response.getContentAsString()).startsWith("{").doesNotContain("half");
	}

	@Test
	void nothingIsAnsweredWhenTheCallerIsGone() {
		new ProblemAdvice(new ProblemMeters(this.meters), hints(null))
			.drop(new AsyncRequestNotUsableException("s3cret"));
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("DEBUG The caller is gone [reason=\"AsyncRequestNotUsableException\"]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			ended | none     | /login | /login             | Nobody is logged in, or the session has ended.
			ended | Bearer x | /login | /login             | This call needs a valid bearer token.
			ended | none     | none   | none               | This call needs a valid bearer token.
			old   | none     | /login | /login?max_age=300 | An update needs a login that is not older than 300 seconds.
			old   | Bearer x | /login | /login?max_age=300 | An update needs a login that is not older than 300 seconds.
			other | none     | /login | none               | Something went wrong in this service.
			""")
	void callerIsToldWhereToLogInWhenThatWouldHelp(String failure, @Nullable String authorization,
			@Nullable String login, @Nullable String url, String detail) throws Exception {
		MockHttpServletRequest request = request("GET", null);
		if (authorization != null) {
			request.addHeader("Authorization", authorization);
		}
		answer(switch (failure) {
			case "ended" -> new InsufficientAuthenticationException("s3cret");
			case "old" -> LoginFailures.tooOld(Duration.ofMinutes(5));
			default -> new IllegalStateException();
		}, request, hints(login));
		assertThat(members().get("loginUrl")).isEqualTo(url);
		assertThat(members()).containsEntry("detail", detail);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			known,   none,  true
			known,   ADMIN, false
			unknown, none,  false
			""")
	void callerIsToldWhatWouldGiveHimARoleWhenHeHasNone(String who, @Nullable Role role, boolean told)
			throws Exception {
		MockHttpServletRequest request = who.equals("known") ? request("GET", role) : anonymous("GET");
		answer(new AccessDeniedException("s3cret"), request);
		assertThat(members()).containsEntry("detail", "This call is not allowed."
				+ (told ? " The claim \"roles\" would have to hold one of \"zendesk-admin\", \"zendesk-owner\"." : ""));
	}

	@Test
	void nobodyIsToldOfRolesWhenHisTroubleIsAnother() throws Exception {
		answer(new IllegalStateException(), request("GET", null));
		assertThat(members()).containsEntry("detail", "Something went wrong in this service.");
	}

	private void answer(Exception failure, MockHttpServletRequest request) throws Exception {
		answer(failure, request, hints(null));
	}

	private void answer(Exception failure, MockHttpServletRequest request, LoginHints hints) throws Exception {
		new ProblemAdvice(new ProblemMeters(this.meters), hints).answer(failure, request, this.response);
	}

	private static LoginHints hints(@Nullable String login) {
		return new LoginHints(LoginFailures.url(login), RoleClaims.usual());
	}

	private static MockHttpServletRequest request(String method, @Nullable Role role) {
		return KnownCallers.sendBy(role, anonymous(method));
	}

	private static MockHttpServletRequest anonymous(String method) {
		MockHttpServletRequest request = new MockHttpServletRequest(method, "/x");
		request.addHeader("X-Request-Id", "id-1");
		return request;
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> members() {
		return JsonMapper.shared().readValue(this.response.getContentAsByteArray(), Map.class);
	}

}
