package io.zendeskbff.zendesk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.EntityTags;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.guard.AccountCalls;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.portal.Role;
import io.zendeskbff.throttle.Throttle;
import io.zendeskbff.throttle.Throttles;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

/**
 * Each answer of Zendesk's, what it means, and how many calls it takes to know.
 */
class ZendeskAnswersTests {

	private static final String ACCOUNT = "/api/v2/chat/account";

	private static final String ME = "/api/v2/chat/agents/me";

	private static final String TOKEN = "/oauth2/chat/token";

	private static final String[] PATIENT = { "bff.zendesk.connect-timeout=20s", "bff.zendesk.read-deadline=20s",
			"bff.zendesk.write-deadline=20s" };

	private static final FakeZendesk ZENDESK = FakeZendesk.start(0);

	private static final UpstreamContext CONTEXT = context(ZENDESK.baseUrl(), PATIENT);

	private final ZendeskAccounts accounts = CONTEXT.get(ZendeskAccounts.class);

	private final List<AutoCloseable> opened = new ArrayList<>();

	@AfterAll
	static void stop() {
		CONTEXT.close();
		ZENDESK.close();
	}

	@BeforeAll
	static void connect() {
		introduced(CONTEXT);
	}

	@BeforeEach
	void reset() {
		ZENDESK.reset();
		Throttles.reset(CONTEXT.get(Throttle.class));
		// Whatever the test before has left, this one begins with a token that is good.
		this.accounts.current();
		ZENDESK.reset();
		ZENDESK.requestsPerMinute(10_000);
	}

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable one : this.opened.reversed()) {
			one.close();
		}
	}

	@Test
	void accountIsReadOnceWhenZendeskIsWell() {
		assertThat(json(this.accounts.current())).isEqualTo(ZENDESK.account());
		assertCalls(1, 0, 0);
	}

	@ParameterizedTest
	@MethodSource("unreadable")
	void readFailsAfterOneCallWhenAnswerIsNoAccount(ResponseDefinitionBuilder answer, Failure failure) {
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(answer));
		assertFails(failure, Applied.NO, ZendeskAnswersTests::readOnce);
		assertCalls(1, 0, 0);
	}

	static Stream<Arguments> unreadable() {
		return Stream
			.of(Stream.of(403).map((status) -> status(status, Plain.FORBIDDEN)),
					Stream.of(300, 301, 302, 303, 307, 308, 400, 405, 406, 408, 409, 413, 415, 418, 422, 451)
						.map((status) -> status(status, Plain.UNEXPECTED)),
					Stream.of(201, 202, 204, 205, 206, 207, 304).map((status) -> status(status, Plain.INVALID)),
					Stream.of(404, 410).map((status) -> status(status, Plain.GONE)),
					Stream.of(500, 501, 502, 505, 520, 599).map((status) -> status(status, Plain.BROKEN)),
					Stream.of(status(504, Plain.TIMED_OUT), status(503, new Failure.Unavailable(null))), throttling(),
					noAccount(), breaking())
			.flatMap((cases) -> cases);
	}

	@ParameterizedTest
	@MethodSource("refusing")
	void updateIsNotAppliedAndNothingIsReadWhenZendeskRefusesIt(ResponseDefinitionBuilder answer, Failure failure) {
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(answer));
		assertFails(failure, Applied.NO, () -> update(city("Bern")));
		assertCalls(0, 1, 0);
	}

	static Stream<Arguments> refusing() {
		Failure.BillingRefused unnamed = new Failure.BillingRefused(Set.of());
		return Stream
			.of(Stream.of(404, 410).map((status) -> status(status, Plain.GONE)),
					Stream.of(400, 402, 406, 408, 409, 413, 415, 418, 422, 451)
						.map((status) -> status(status, unnamed)),
					Stream.of(argumentSet("403 HTML", page(403), Plain.FORBIDDEN),
							argumentSet("405 HTML", page(405), Plain.FORBIDDEN),
							argumentSet("403 array", json(403, "[]"), Plain.FORBIDDEN),
							argumentSet("403 text", text(403, "{}"), Plain.FORBIDDEN),
							argumentSet("422 HTML", page(422), unnamed),
							argumentSet("422 named",
									json(422, "{\"details\":{\"city\":[{\"error\":\"x\"}],\"billing.email\":1}}"),
									new Failure.BillingRefused(Set.of(BillingField.CITY, BillingField.EMAIL)))),
					throttling())
			.flatMap((cases) -> cases);
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void outcomeIsUnknownAfterOneReadWhenItDoesNotShowTheUpdate(ResponseDefinitionBuilder answer, Failure failure) {
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(answer));
		assertFails(failure, Applied.UNKNOWN, () -> update(city("Basel")));
		assertCalls(1, 1, 0);
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void updateSucceedsAfterOneReadWhenItShowsTheUpdate(ResponseDefinitionBuilder answer) {
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(answer));
		assertThat(update(city("Bern")).map(ZendeskAnswersTests::json)).contains(ZENDESK.account());
		assertCalls(1, 1, 0);
	}

	@ParameterizedTest
	@MethodSource("unknown")
	void outcomeIsUnknownWhenAccountCannotBeReadEither(ResponseDefinitionBuilder answer, Failure failure) {
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(answer));
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(429)));
		assertFails(failure, Applied.UNKNOWN, () -> update(city("Bern")));
		assertCalls(1, 1, 0);
	}

	static Stream<Arguments> unknown() {
		return Stream.of(Stream.of(201, 202, 205, 206, 207, 304).map((status) -> status(status, Plain.INVALID)),
				Stream.of(300, 301, 302, 303, 307, 308).map((status) -> status(status, Plain.UNEXPECTED)),
				Stream.of(500, 501, 502, 505, 520, 599).map((status) -> status(status, Plain.BROKEN)),
				Stream.of(status(504, Plain.TIMED_OUT), status(503, new Failure.Unavailable(null)),
						argumentSet("503 with Retry-After", aResponse().withStatus(503).withHeader("Retry-After", "5"),
								new Failure.Unavailable(Duration.ofSeconds(5)))),
				noAccount(), breaking())
			.flatMap((cases) -> cases);
	}

	@Test
	void pauseIsHandedOnWhenZendeskIsUnavailable() {
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "5")));
		assertFails(new Failure.Unavailable(Duration.ofSeconds(5)), Applied.NO, ZendeskAnswersTests::readOnce);
		assertCalls(1, 0, 0);
	}

	@Test
	void readIsRepeatedWithANewTokenWhenItIsUnauthorized() {
		ZENDESK.revokeTokens();
		assertThat(json(this.accounts.current())).isEqualTo(ZENDESK.account());
		assertCalls(2, 0, 0);
		assertTokens(1);
		assertThat(ZENDESK.requests("GET", ACCOUNT)).extracting((request) -> request.getHeader("Authorization"))
			.doesNotHaveDuplicates()
			.allMatch((header) -> header.startsWith("Bearer "));
	}

	@Test
	void updateIsRepeatedWithANewTokenWhenItIsUnauthorized() {
		ZENDESK.revokeTokens();
		assertThat(update(city("Basel")).map(ZendeskAnswersTests::json)).contains(ZENDESK.account());
		assertCalls(1, 2, 0);
		assertTokens(1);
		assertThat(ZENDESK.requests("PUT", ACCOUNT)).extracting((request) -> request.getBodyAsString())
			.containsOnly("{\"billing\":{\"city\":\"Basel\"}}");
	}

	@Test
	void credentialsAreRefusedAfterTwoCallsWhenReadStaysUnauthorized() {
		ZendeskAccounts own = warm(PATIENT);
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(401)));
		assertFails(Plain.CREDENTIALS_REFUSED, Applied.NO, own::current);
		assertCalls(2, 0, 0);
		assertTokens(1);
		assertFails(Plain.CREDENTIALS_REFUSED, Applied.NO, own::current);
		assertCalls(2, 0, 0);
		assertTokens(1);
	}

	@Test
	void credentialsAreRefusedAfterTwoCallsWhenUpdateStaysUnauthorized() {
		ZendeskAccounts own = warm(PATIENT);
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(401)));
		assertFails(Plain.CREDENTIALS_REFUSED, Applied.NO,
				() -> own.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertCalls(0, 2, 0);
		assertTokens(1);
	}

	@Test
	void outcomeIsUnknownWhenRepeatedUpdateBreaks() {
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).inScenario("401 once")
			.willReturn(aResponse().withStatus(401))
			.willSetStateTo("reset"));
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).inScenario("401 once")
			.whenScenarioStateIs("reset")
			.willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		assertFails(Plain.BROKEN, Applied.UNKNOWN, () -> update(city("Basel")));
		assertCalls(1, 2, 0);
	}

	@Test
	void updateIsNotAppliedWhenNoNewTokenComesAfterA401() {
		ZendeskAccounts own = warm(PATIENT);
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(401)));
		ZENDESK.stub(post(urlEqualTo(TOKEN)).willReturn(json(400, "{\"error\":\"invalid_client\"}")));
		assertFails(Plain.CREDENTIALS_REFUSED, Applied.NO,
				() -> own.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertCalls(0, 1, 0);
		assertTokens(1);
	}

	@Test
	void oneTokenIsObtainedWhenManyReadsAreUnauthorizedAtOnce() throws Exception {
		ZENDESK.revokeTokens();
		List<Future<Account>> reads = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, 100).forEach((_) -> reads.add(callers.submit(this.accounts::current)));
		}
		for (Future<Account> read : reads) {
			assertThat(json(read.get())).isEqualTo(ZENDESK.account());
		}
		assertTokens(1);
		assertThat(ZENDESK.requests("GET", ACCOUNT)).hasSizeBetween(101, 200);
	}

	@ParameterizedTest
	@CsvSource({ "400, CREDENTIALS_REFUSED", "401, CREDENTIALS_REFUSED", "200, CREDENTIALS_REFUSED" })
	void accountIsNotCalledWhenTokenIsRefused(int status, Plain failure) {
		ZENDESK.stub(post(urlEqualTo(TOKEN)).willReturn(json(status, "{\"error\":\"invalid_client\"}")));
		ZendeskAccounts fresh = open(context(ZENDESK.baseUrl(), PATIENT)).get(ZendeskAccounts.class);
		assertFails(failure, Applied.NO, fresh::current);
		assertFails(failure, Applied.NO, () -> fresh.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertCalls(0, 0, 0);
		assertTokens(1);
	}

	@Test
	void accountIsNotCalledWhenTokenEndpointIsDown() {
		ZENDESK.state(FakeState.DOWN);
		ZendeskAccounts fresh = open(context(ZENDESK.baseUrl(), PATIENT)).get(ZendeskAccounts.class);
		assertFails(new Failure.Unavailable(null), Applied.NO, fresh::current);
		assertFails(new Failure.Unavailable(null), Applied.NO,
				() -> fresh.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertCalls(0, 0, 0);
	}

	@Test
	void callerWaitsOnlyForHisDeadlineWhenTokenEndpointIsSlow() {
		ZENDESK.stub(post(urlEqualTo(TOKEN))
			.willReturn(json(200, "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}").withFixedDelay(5000)));
		ZendeskAccounts fresh = open(
				context(ZENDESK.baseUrl(), "bff.zendesk.read-deadline=200ms", "bff.zendesk.write-deadline=200ms"))
			.get(ZendeskAccounts.class);
		long start = System.nanoTime();
		assertFails(Plain.TIMED_OUT, Applied.NO, fresh::current);
		assertFails(Plain.TIMED_OUT, Applied.NO,
				() -> fresh.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		assertCalls(0, 0, 0);
		assertTokens(1);
	}

	@Test
	void updateIsNotAppliedWhenZendeskIsUnreachable() throws IOException {
		ZendeskAccounts unreachable = open(context(URI.create("http://127.0.0.1:" + freePort()), PATIENT))
			.get(ZendeskAccounts.class);
		assertFails(new Failure.Unavailable(null), Applied.NO, unreachable::current);
		assertFails(new Failure.Unavailable(null), Applied.NO,
				() -> unreachable.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
	}

	@Test
	void readTimesOutWhenDeadlinePasses() {
		ZendeskAccounts hasty = warm("bff.zendesk.read-deadline=300ms");
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(aResponse().withFixedDelay(3000)));
		assertFails(Plain.TIMED_OUT, Applied.NO, hasty::current);
		assertCalls(1, 0, 0);
	}

	@Test
	void outcomeIsUnknownWhenDeadlineOfUpdatePasses() {
		ZendeskAccounts hasty = warm("bff.zendesk.write-deadline=300ms", "bff.zendesk.read-deadline=20s");
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(aResponse().withFixedDelay(3000)));
		assertFails(Plain.TIMED_OUT, Applied.UNKNOWN,
				() -> hasty.update(city("Basel"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertCalls(1, 1, 0);
		assertThat(
				hasty.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD).map(ZendeskAnswersTests::json))
			.contains(ZENDESK.account());
	}

	@ParameterizedTest
	@CsvSource({ "CREATED_IN_SUPPORT, READ_ONLY", "NOT_OWNER, CONNECTION_NOT_OWNER" })
	void connectedUserIsAskedWhenUpdateIsForbidden(FakeState state, Plain failure) {
		ZENDESK.state(state);
		assertFails(failure, Applied.NO, () -> update(city("Bern")));
		assertCalls(0, 1, 1);
	}

	@ParameterizedTest
	@CsvSource({ "NORMAL, READ_ONLY", "NOT_OWNER, CONNECTION_NOT_OWNER" })
	void connectedUserIsAskedWhenMethodIsNotAllowed(FakeState state, Plain failure) {
		ZENDESK.state(state);
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn(json(405, "{\"error\":\"x\"}")));
		assertFails(failure, Applied.NO, () -> update(city("Bern")));
		assertCalls(0, 1, 1);
	}

	@ParameterizedTest
	@MethodSource("strangers")
	void nobodyKnowsWhyWhenConnectedUserCannotBeRead(ResponseDefinitionBuilder me, int calls) {
		ZENDESK.state(FakeState.CREATED_IN_SUPPORT);
		ZENDESK.stub(get(urlEqualTo(ME)).willReturn(me));
		assertFails(Plain.FORBIDDEN, Applied.NO, () -> update(city("Bern")));
		assertCalls(0, 1, calls);
	}

	static Stream<Arguments> strangers() {
		return Stream
			.of(Stream
				.of("", "{}", "[]", "null", "{\"roles\":{}}", "{\"roles\":{\"owner\":\"true\"}}",
						"{\"roles\":{\"owner\":1}}", "{\"roles\":[\"owner\"]}", "{\"owner\":true}", "{\"roles\":{\"own",
						"<html></html>")
				.map((body) -> argumentSet("200 " + body, json(200, body), 1)),
					Stream.of(204, 302, 403, 404, 429, 500, 503)
						.map((status) -> argumentSet(status.toString(), json(status, "{\"roles\":{\"owner\":true}}"),
								1)),
					Stream.of(argumentSet("401", json(401, "{}"), 1),
							argumentSet("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), 1)))
			.flatMap((cases) -> cases);
	}

	@Test
	void accountIsReadAgainWhenUpdateIsConfirmed() {
		Optional<Account> updated = update(city("Basel"));
		assertThat(updated.map(ZendeskAnswersTests::json)).contains(ZENDESK.account());
		assertThat(ZENDESK.account()).contains("\"city\":\"Basel\"");
		assertThat(ZENDESK.requests()).extracting((request) -> request.getMethod().getName())
			.containsExactly("PUT", "GET");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 204 })
	void accountIsReadAgainWhenConfirmationIsWithoutTheUpdate(int status) {
		ZENDESK.stub(put(urlEqualTo(ACCOUNT)).willReturn((status == 200)
				? json(200, "{\"account_key\":\"2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK\"}") : aResponse().withStatus(204)));
		assertThat(update(city("Basel")).map(ZendeskAnswersTests::json)).contains(ZENDESK.account());
		assertThat(ZENDESK.account()).doesNotContain("Basel");
		assertCalls(1, 1, 0);
	}

	@ParameterizedTest
	@CsvSource({ "403, 1", "404, 1", "429, 1", "500, 1", "503, 2" })
	void nothingIsReturnedWhenAccountCannotBeReadAfterConfirmation(int status, int reads) {
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(status)));
		assertThat(update(city("Basel"))).isEmpty();
		assertThat(ZENDESK.account()).contains("\"city\":\"Basel\"");
		assertCalls(reads, 1, 0);
	}

	@Test
	void bodyIsBuiltAnewInTheOrderGivenWhenUpdateIsSent() {
		SequencedMap<BillingField, Object> values = new LinkedHashMap<>();
		values.put(BillingField.STATE, "");
		values.put(BillingField.CYCLE, 12);
		values.put(BillingField.CITY, "Zürich 𝒵 e\u0301 \u200D");
		values.put(BillingField.ADDITIONAL_INFO, "a\"b\\c/d\ne\tf</script>\u2028{\"x\":1}");
		values.put(BillingField.EMAIL, "o'neil+x@example.com");
		update(new BillingUpdate(values));
		assertThat(ZENDESK.requests("PUT", ACCOUNT)).singleElement().satisfies((request) -> {
			assertThat(request.getBody())
				.isEqualTo(("{\"billing\":{\"state\":\"\",\"cycle\":12,\"city\":\"Zürich 𝒵 e\u0301 \u200D\","
						+ "\"additional_info\":\"a\\\"b\\\\c/d\\ne\\tf</script>\u2028{\\\"x\\\":1}\","
						+ "\"email\":\"o'neil+x@example.com\"}}")
					.getBytes(UTF_8));
			assertThat(request.getHeader("Content-Type")).isEqualTo("application/json");
		});
	}

	@Test
	void zendeskIsReadFirstWhenThereIsAPrecondition() {
		String tag = this.accounts.current().view(Role.OWNER).entityTag();
		assertThat(this.accounts.update(city("Basel"), ifMatch(tag), UpstreamContext.UNHEARD)).isPresent();
		assertThat(ZENDESK.requests()).extracting((request) -> request.getMethod().getName())
			.containsExactly("GET", "GET", "PUT", "GET");
	}

	@Test
	void nothingIsSentWhenPreconditionFails() {
		String tag = this.accounts.current().view(Role.OWNER).entityTag();
		ZENDESK.state(FakeState.EDITED);
		for (String other : List.of(tag, "\"other\"", "W/" + tag)) {
			assertFails(Plain.PRECONDITION_FAILED, Applied.NO,
					() -> this.accounts.update(city("Basel"), ifMatch(other), UpstreamContext.UNHEARD));
		}
		assertThat(ZENDESK.requests("GET", ACCOUNT)).hasSize(4);
		assertThat(ZENDESK.requests("PUT", ACCOUNT)).isEmpty();
	}

	@Test
	void nothingIsSentWhenPreconditionCannotBeRead() {
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(500)));
		assertFails(Plain.BROKEN, Applied.NO,
				() -> this.accounts.update(city("Basel"), ifMatch("*"), UpstreamContext.UNHEARD));
		assertCalls(1, 0, 0);
	}

	@Test
	void accountIsTakenWhenItIsTheConfiguredOne() {
		ZendeskAccounts ours = open(
				context(ZENDESK.baseUrl(), "bff.zendesk.account-key=2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK"))
			.get(ZendeskAccounts.class);
		assertThat(json(ours.current())).isEqualTo(ZENDESK.account());
		assertThat(ours.update(city("Basel"), Precondition.NONE, UpstreamContext.UNHEARD)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "another", "2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXl", "2evhuzkyut6epvgz3c5tn1hwyxw9nxlk" })
	void accountIsInvalidWhenItIsNotTheConfiguredOne(String key) {
		ZendeskAccounts others = open(context(ZENDESK.baseUrl(), "bff.zendesk.account-key=" + key))
			.get(ZendeskAccounts.class);
		Failure refused = new Failure.OtherAccount("2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK");
		assertFails(refused, Applied.NO, others::current);
		assertFails(refused, Applied.NO,
				() -> others.update(city("Basel"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertFails(refused, Applied.NO, () -> others.update(city("Basel"), ifMatch("*"), UpstreamContext.UNHEARD));
		assertThat(ZENDESK.requests("GET", ACCOUNT)).hasSize(1);
		assertThat(ZENDESK.requests("PUT", ACCOUNT)).isEmpty();
		assertTokens(1);
		await("the token is given back").until(() -> ZENDESK.requests()
			.stream()
			.anyMatch((request) -> request.getMethod().getName().equals("DELETE")));
	}

	@Test
	void callsAreRefusedAtOnceWhenTooManyWaitForAConnection() throws Exception {
		ZendeskAccounts hurried = open(context(ZENDESK.baseUrl(), "bff.zendesk.read-deadline=6s"))
			.get(ZendeskAccounts.class);
		hurried.current();
		ZENDESK.stub(get(urlEqualTo(ACCOUNT)).willReturn(aResponse().withStatus(200).withFixedDelay(8_000)));
		List<Future<Failure>> calls = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 1_200; i++) {
				calls.add(
						callers.submit(() -> catchThrowableOfType(AccountException.class, hurried::current).failure()));
			}
		}
		List<Failure> failures = new ArrayList<>();
		for (Future<Failure> call : calls) {
			failures.add(call.get());
		}
		assertThat(failures).containsOnly(Plain.OVERLOADED, Plain.TIMED_OUT);
		assertThat(failures).filteredOn(Plain.TIMED_OUT::equals).hasSizeLessThanOrEqualTo(64 + 1_000);
	}

	private static Stream<Arguments> throttling() {
		return Stream.of("7|7", "|30", "soon|30", "-1|30", "50, 47|50", "1000000000000|300")
			.map((pair) -> pair.split("\\|"))
			.map((pair) -> argumentSet("429 Retry-After: " + pair[0],
					pair[0].isEmpty() ? text(429, "no") : text(429, "no").withHeader("Retry-After", pair[0]),
					new Failure.Throttled(Duration.ofSeconds(Long.parseLong(pair[1])))));
	}

	private static Stream<Arguments> noAccount() {
		String good = "{\"account_key\":\"k\",\"billing\":{\"city\":\"Bern\"}}";
		return Stream
			.of(argumentSet("HTML", page(200), Plain.INVALID), argumentSet("text", text(200, good), Plain.INVALID),
					argumentSet("no type", aResponse().withStatus(200).withBody(good), Plain.INVALID),
					argumentSet("Latin-1",
							aResponse().withHeader("Content-Type", "application/json; charset=iso-8859-1")
								.withBody(good),
							Plain.INVALID),
					argumentSet("encoded", json(200, good).withHeader("Content-Encoding", "gzip"), Plain.UNEXPECTED),
					argumentSet("empty", json(200, ""), Plain.INVALID),
					argumentSet("half", json(200, good.substring(0, 20)), Plain.INVALID),
					argumentSet("twice", json(200, good + good), Plain.UNEXPECTED),
					argumentSet("array", json(200, "[" + good + "]"), Plain.UNEXPECTED),
					argumentSet("no account_key", json(200, "{\"billing\":{\"city\":\"Bern\"}}"), Plain.UNEXPECTED),
					argumentSet("account_key number", json(200, "{\"account_key\":1}"), Plain.UNEXPECTED),
					argumentSet("plan string", json(200, "{\"account_key\":\"k\",\"plan\":\"team\"}"),
							Plain.UNEXPECTED),
					argumentSet("billing null", json(200, "{\"account_key\":\"k\",\"billing\":null}"),
							Plain.UNEXPECTED),
					argumentSet("too large", json(200, good + " ".repeat(1_100_000)), Plain.INVALID));
	}

	private static Stream<Arguments> breaking() {
		return Stream.of(argumentSet("reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), Plain.BROKEN),
				argumentSet("closed", aResponse().withFault(Fault.EMPTY_RESPONSE), Plain.BROKEN),
				argumentSet("cut chunk", aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), Plain.INVALID),
				argumentSet("no status line", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), Plain.BROKEN));
	}

	private static Arguments status(int status, Failure failure) {
		return argumentSet(Integer.toString(status),
				aResponse().withStatus(status)
					.withHeader("Content-Type", "text/plain")
					.withHeader("Location", "/elsewhere"),
				failure);
	}

	private static ResponseDefinitionBuilder page(int status) {
		return aResponse().withStatus(status)
			.withHeader("Content-Type", "text/html; charset=utf-8")
			.withBody("<html><title>city</title></html>");
	}

	private static ResponseDefinitionBuilder text(int status, String body) {
		return aResponse().withStatus(status).withHeader("Content-Type", "text/plain").withBody(body);
	}

	private static ResponseDefinitionBuilder json(int status, String body) {
		return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
	}

	private static void assertFails(Failure failure, Applied applied, Runnable call) {
		AccountException ex = catchThrowableOfType(AccountException.class, call::run);
		assertThat(ex).isNotNull();
		assertThat(ex.failure()).isEqualTo(failure);
		assertThat(ex.applied()).isEqualTo(applied);
	}

	private static void assertCalls(int reads, int updates, int agents) {
		assertThat(ZENDESK.requests("GET", ACCOUNT)).hasSize(reads);
		assertThat(ZENDESK.requests("PUT", ACCOUNT)).hasSize(updates);
		assertThat(ZENDESK.requests("GET", ME)).hasSize(agents);
		assertThat(ZENDESK.requests()).extracting((request) -> request.getUrl()).isSubsetOf(ACCOUNT, ME, TOKEN);
	}

	private static void assertTokens(int tokens) {
		assertThat(ZENDESK.requests("POST", TOKEN)).hasSize(tokens);
	}

	/** Without the second attempt. */
	private static void readOnce() {
		CONTEXT.get(AccountCalls.class).read(Allowance.toRead(Duration.ofSeconds(20)));
	}

	private Optional<Account> update(BillingUpdate update) {
		return this.accounts.update(update, Precondition.NONE, UpstreamContext.UNHEARD);
	}

	/** With a token, so that it is no part of what is timed. */
	private ZendeskAccounts warm(String... settings) {
		ZENDESK.reset();
		ZendeskAccounts warm = introduced(open(context(ZENDESK.baseUrl(), settings)));
		ZENDESK.reset();
		return warm;
	}

	/** Connected, and Zendesk has been asked as whom: no test meets these calls. */
	private static ZendeskAccounts introduced(UpstreamContext context) {
		ZendeskAccounts accounts = context.get(ZendeskAccounts.class);
		await().ignoreExceptions().until(() -> accounts.current() != null);
		await().until(() -> !ZENDESK.requests("GET", ME).isEmpty());
		return accounts;
	}

	private <T extends AutoCloseable> T open(T one) {
		this.opened.add(one);
		return one;
	}

	private static UpstreamContext context(URI zendesk, String... settings) {
		return UpstreamContext.of(UpstreamContext.ACCOUNTS, zendesk, settings);
	}

	private static BillingUpdate city(String city) {
		return new BillingUpdate(new LinkedHashMap<>(Map.of(BillingField.CITY, city)));
	}

	private static Precondition ifMatch(String tags) {
		return new Precondition(EntityTags.parse(List.of(tags)).orElseThrow());
	}

	private static String json(Account account) {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		try {
			account.view(Role.OWNER).writeTo(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return json.toString(UTF_8);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

}
