package io.zendeskbff.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.zendeskbff.upstream.RawServer.Reaction;
import io.zendeskbff.upstream.TransportException.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * On the wire, octet by octet: what Zendesk receives, and what becomes of what it sends.
 */
class ZendeskHttpTests {

	private static final String TOKEN = "t0ken-that-nobody-may-see";

	private static final String SECRET = "Bahnhofstrasse-42";

	private static final Duration ENOUGH = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(300);

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

	private final List<AutoCloseable> opened = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable one : this.opened.reversed()) {
			one.close();
		}
	}

	@Test
	void zendeskReceivesOnlyTheAllowedHeadersWhenAccountIsRead() {
		RawServer server = serve(answering(OK + "Content-Length: 2\r\n\r\n{}"));
		http(server.origin()).get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(server.requests()).singleElement().satisfies((request) -> {
			assertThat(request).startsWith("GET /api/v2/chat/account HTTP/1.1\r\n").endsWith("\r\n\r\n");
			assertThat(headers(request)).containsExactlyInAnyOrder("user-agent: zendesk-account-bff",
					"accept: application/json", "accept-encoding: identity", "authorization: Bearer " + TOKEN,
					"host: " + server.origin().getAuthority());
		});
	}

	@Test
	void zendeskReceivesOnlyTheAllowedHeadersAndTheBodyWhenAccountIsUpdated() {
		RawServer server = serve(answering(OK + "Content-Length: 2\r\n\r\n{}"));
		http(server.origin()).put("/account", TOKEN, "{\"ä\":1}".getBytes(UTF_8), Allowance.toRead(ENOUGH));
		assertThat(server.requests()).singleElement().satisfies((request) -> {
			assertThat(request).startsWith("PUT /api/v2/chat/account HTTP/1.1\r\n")
				.endsWith("\r\n\r\n" + latin("{\"ä\":1}"));
			assertThat(headers(request)).containsExactlyInAnyOrder("user-agent: zendesk-account-bff",
					"accept: application/json", "accept-encoding: identity", "authorization: Bearer " + TOKEN,
					"host: " + server.origin().getAuthority(), "content-type: application/json", "content-length: 8");
		});
	}

	@Test
	void cookieIsNotSentBackWhenZendeskSetsOne() {
		RawServer server = serve((conversation) -> answeringAll(conversation,
				OK + "Set-Cookie: session=1; Path=/\r\nContent-Length: 2\r\n\r\n{}"));
		ZendeskHttp http = http(server.origin());
		http.get("/account", TOKEN, Allowance.toRead(ENOUGH));
		http.get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(server.requests()).hasSize(2);
		assertThat(server.requests().getLast()).doesNotContainIgnoringCase("cookie");
	}

	@Test
	void prefixAndResourceAreCalledWhenPrefixIsThatOfTheOldHost() {
		RawServer server = serve(answering(OK + "Content-Length: 2\r\n\r\n{}"));
		http(server.origin(), "bff.zendesk.path-prefix=/api/v2").get("/agents/me", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(server.requests()).singleElement()
			.satisfies((request) -> assertThat(request).startsWith("GET /api/v2/agents/me HTTP/1.1\r\n"));
	}

	@Test
	void answerIsWholeWhenZendeskAnswers() {
		String head = "HTTP/1.1 429 Too Many\r\ncontent-type: text/plain\r\nRetry-After: 50\r\nRetry-After: 47\r\n";
		RawServer server = serve(
				answering(head + "Transfer-Encoding: chunked\r\n\r\n2\r\nno\r\n3\r\nway\r\n0\r\n\r\n"));
		Answer answer = http(server.origin()).get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(answer.status()).isEqualTo(429);
		assertThat(answer.isClientError()).isTrue();
		assertThat(answer.isServerError()).isFalse();
		assertThat(answer.contentType()).contains("text/plain");
		assertThat(answer.header("retry-after")).containsExactly("50", "47");
		assertThat(answer.header("absent")).isEmpty();
		assertThat(answer.isEncoded()).isFalse();
		assertThat(new String(answer.body(), UTF_8)).isEqualTo("noway");
	}

	@ParameterizedTest
	@CsvSource({ "204, false, false", "200, false, false", "304, false, false", "399, false, false", "400, true, false",
			"499, true, false", "500, false, true", "599, false, true", "600, false, false", "999, false, false" })
	void statusIsHandedOnWhenItIsThreeDigits(int status, boolean clientError, boolean serverError) {
		RawServer server = serve(answering("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"));
		Answer answer = http(server.origin()).get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.isClientError()).isEqualTo(clientError);
		assertThat(answer.isServerError()).isEqualTo(serverError);
		assertThat(answer.contentType()).isEmpty();
		assertThat(answer.body()).isEmpty();
	}

	/** RFC 9110 section 15.2. */
	@Test
	void eachCallGetsItsOwnAnswerWhenAnnouncementsComeBefore() {
		AtomicInteger number = new AtomicInteger(100);
		RawServer server = serve((conversation) -> {
			while (true) {
				conversation.request();
				conversation.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
				conversation.send("HTTP/1.1 102 Processing\r\n\r\n" + OK + "Content-Length: 3\r\n\r\n"
						+ number.getAndIncrement());
			}
		});
		ZendeskHttp http = http(server.origin());
		for (int i = 100; i < 150; i++) {
			Answer answer = http.get("/account", TOKEN, Allowance.toRead(ENOUGH));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(new String(answer.body(), UTF_8)).isEqualTo(String.valueOf(i));
		}
		assertThat(server.requests()).hasSize(50);
		assertThat(server.conversations()).hasSizeLessThan(10);
	}

	@Test
	void callTimesOutAndConnectionIsClosedWhenOnlyAnnouncementsCome() throws InterruptedException {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.drip("HTTP/1.1 103 Early Hints\r\n\r\n", Duration.ofMillis(1));
		});
		assertFails(http(server.origin()), Fault.TIMED_OUT, true, Allowance.toRead(SHORT));
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
	}

	@Test
	void answerIsInvalidAndConnectionClosedWhenZendeskSwitchesTheProtocol() throws InterruptedException {
		RawServer server = serve(
				answering("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n" + OK
						+ "Content-Length: 2\r\n\r\n{}"));
		assertFails(http(server.origin()), Fault.INVALID, true);
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void redirectIsNotFollowedWhenZendeskSendsOne(int status) {
		RawServer elsewhere = serve(answering(OK + "Content-Length: 2\r\n\r\n{}"));
		RawServer server = serve(answering("HTTP/1.1 " + status + " Moved\r\nLocation: " + elsewhere.origin()
				+ "/api/v2/chat/account\r\nContent-Length: 0\r\n\r\n"));
		Answer answer = http(server.origin()).get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(answer.status()).isEqualTo(status);
		assertThat(server.requests()).hasSize(1);
		assertThat(elsewhere.conversations()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "gzip, true", "x-gzip, true", "deflate, true", "br, true", "identity, false", "IDENTITY, false" })
	void bodyIsNotDecodedWhenItIsEncoded(String encoding, boolean encoded) throws IOException {
		String body = gzipped("{}");
		RawServer server = serve(answering(
				OK + "Content-Encoding: " + encoding + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
		Answer answer = http(server.origin()).get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(answer.isEncoded()).isEqualTo(encoded);
		assertThat(new String(answer.body(), ISO_8859_1)).isEqualTo(body);
	}

	/** An answer may be handed on a moment before its connection is free again. */
	@Test
	void connectionsAreUsedAgainWhenAnswersAreWhole() {
		RawServer server = serve((conversation) -> answeringAll(conversation, OK + "Content-Length: 2\r\n\r\n{}"));
		ZendeskHttp http = http(server.origin());
		IntStream.range(0, 50).forEach((_) -> http.get("/account", TOKEN, Allowance.toRead(ENOUGH)));
		assertThat(server.requests()).hasSize(50);
		assertThat(server.conversations()).hasSizeLessThan(10);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\n{}",
			"HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\n{}", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}",
			"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}" })
	void connectionsAreNotUsedUpWhenAnswersMakeNoSense(String octets) {
		RawServer server = serve((conversation) -> answeringAll(conversation, octets));
		ZendeskHttp http = http(server.origin(), "bff.zendesk.max-body=1B");
		for (int i = 0; i < 100; i++) {
			assertFails(http, Fault.INVALID, true);
		}
		assertThat(server.requests()).hasSize(100);
	}

	@Test
	void bodyIsTakenWhenItIsAsLargeAsAllowed() {
		RawServer server = serve(answering(OK + "Content-Length: 1024\r\n\r\n" + "x".repeat(1024)));
		Answer answer = http(server.origin(), "bff.zendesk.max-body=1KB").get("/account", TOKEN,
				Allowance.toRead(ENOUGH));
		assertThat(answer.body()).hasSize(1024);
	}

	@Test
	void answerIsInvalidWhenBodyIsOneOctetLargerThanAllowed() throws InterruptedException {
		RawServer server = serve(answering(OK + "Content-Length: 1025\r\n\r\n" + SECRET + "x".repeat(1008)));
		assertFails(http(server.origin(), "bff.zendesk.max-body=1KB"), Fault.INVALID, true);
		assertThat(server.requests()).hasSize(1);
	}

	@Test
	void answerIsInvalidAndConnectionClosedWhenBodyIsEndless() throws InterruptedException {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.send(OK + "Transfer-Encoding: chunked\r\n\r\n");
			conversation.drip("400\r\n" + "x".repeat(1024) + "\r\n", Duration.ofMillis(1));
		});
		assertFails(http(server.origin(), "bff.zendesk.max-body=64KB"), Fault.INVALID, true);
		assertThat(server.conversations()).singleElement()
			.satisfies((conversation) -> assertThat(conversation.awaitClosedByClient(ENOUGH)).isTrue());
	}

	@Test
	void callTimesOutAndConnectionIsNotUsedAgainWhenBodyDrips() throws InterruptedException {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.send(OK + "Content-Length: 1000000\r\n\r\n");
			conversation.drip("x", Duration.ofMillis(20));
		}, answering(OK + "Content-Length: 2\r\n\r\n{}"));
		ZendeskHttp http = http(server.origin());
		long start = System.nanoTime();
		assertFails(http, Fault.TIMED_OUT, true, Allowance.toRead(SHORT));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.multipliedBy(10));
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
		assertThat(http.get("/account", TOKEN, Allowance.toRead(ENOUGH)).status()).isEqualTo(200);
		assertThat(server.conversations()).hasSize(2);
	}

	@Test
	void callTimesOutAndConnectionIsClosedWhenNoAnswerComes() throws InterruptedException {
		RawServer server = serve(Conversation::request);
		assertFails(http(server.origin()), Fault.TIMED_OUT, true, Allowance.toRead(SHORT));
		assertThat(server.requests()).hasSize(1);
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, -1000 })
	void nothingIsSentWhenDeadlineHasPassed(long millis) {
		RawServer server = serve(answering(OK + "Content-Length: 2\r\n\r\n{}"));
		ZendeskHttp http = http(server.origin());
		http.get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertFails(http, Fault.TIMED_OUT, false, Allowance.toRead(Duration.ofMillis(millis)));
		assertThat(server.requests()).hasSize(1);
	}

	@Test
	void nothingIsSentWhenDeadlinePassesWhileAllConnectionsAreTaken() {
		RawServer server = serve(Conversation::request);
		ZendeskHttp http = http(server.origin());
		List<Future<TransportException>> holding = new ArrayList<>();
		List<Future<TransportException>> waiting = new ArrayList<>();
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			IntStream.range(0, 64)
				.forEach((_) -> holding.add(callers.submit(() -> failure(http, Allowance.toRead(ENOUGH)))));
			await().until(() -> server.requests().size() == 64);
			try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
				IntStream.range(0, 300)
					.forEach((_) -> waiting.add(others.submit(() -> failure(http, Allowance.toRead(SHORT)))));
			}
			server.close();
		}
		assertThat(holding).extracting(Future::resultNow).allMatch(TransportException::isSent);
		assertThat(waiting).extracting(Future::resultNow)
			.allSatisfy((failure) -> assertThat(failure.fault()).isEqualTo(Fault.TIMED_OUT))
			.noneMatch(TransportException::isSent);
		assertThat(server.requests()).hasSize(64);
	}

	@Test
	void zendeskIsUnreachableWhenNobodyListens() throws IOException {
		assertFails(http(URI.create("http://127.0.0.1:" + freePort())), Fault.UNREACHABLE, false);
	}

	@Test
	void zendeskIsUnreachableWhenItsNameIsUnknown() {
		assertFails(http(URI.create("https://zendesk.invalid")), Fault.UNREACHABLE, false);
	}

	@Test
	void callTimesOutUnsentWhenConnectionDoesNotOpen() throws IOException {
		URI full = this.fullBacklog();
		long start = System.nanoTime();
		assertFails(http(full, "bff.zendesk.connect-timeout=200ms"), Fault.TIMED_OUT, false);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(200),
				Duration.ofSeconds(2));
	}

	@Test
	void nothingOfTheRequestLeavesWhenCertificateIsSelfSigned() {
		WireMockServer server = new WireMockServer(
				WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicHttpsPort().dynamicPort());
		this.opened.add(server::stop);
		server.start();
		assertFails(http(URI.create("https://127.0.0.1:" + server.httpsPort())), Fault.UNTRUSTED, false);
		server.verify(0, anyRequestedFor(anyUrl()));
		assertThat(server.getAllServeEvents()).isEmpty();
	}

	@Test
	void nothingOfTheRequestLeavesWhenServerSpeaksNoTls() {
		List<String> received = new ArrayList<>();
		RawServer server = serve((conversation) -> {
			received.add(conversation.octets(5));
			conversation.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
		});
		assertFails(http(secure(server)), Fault.UNTRUSTED, false);
		// A TLS handshake record, RFC 8446 section 5.1.
		assertThat(received).singleElement().asString().startsWith("\u0016\u0003");
	}

	@Test
	void nothingOfTheRequestLeavesWhenHandshakeIsReset() {
		RawServer server = serve((conversation) -> {
			conversation.octets(5);
			conversation.reset();
		});
		assertFails(http(secure(server)), Fault.BROKEN, false);
		assertThat(server.conversations()).hasSize(1);
	}

	@Test
	void callTimesOutUnsentWhenHandshakeIsNotAnswered() {
		RawServer server = serve((conversation) -> conversation.octets(5));
		assertFails(http(secure(server)), Fault.TIMED_OUT, false, Allowance.toRead(SHORT));
	}

	@Test
	void requestIsSentOnceWhenConnectionIsResetBeforeTheStatusLine() {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.reset();
		});
		assertFails(http(server.origin()), Fault.BROKEN, true);
		assertThat(server.requests()).hasSize(1);
		assertThat(server.conversations()).hasSize(1);
	}

	@Test
	void requestIsSentOnceWhenConnectionEndsBeforeTheStatusLine() {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.close();
		});
		assertFails(http(server.origin()), Fault.BROKEN, true);
		assertThat(server.requests()).hasSize(1);
	}

	@Test
	void updateIsSentOnceWhenUsedConnectionIsReset() {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.send(OK + "Content-Length: 2\r\n\r\n{}");
			conversation.request();
			conversation.reset();
		});
		ZendeskHttp http = http(server.origin());
		List<TransportException> failures = new ArrayList<>();
		int calls = 0;
		while (failures.isEmpty() && calls < 100) {
			calls++;
			try {
				http.put("/account", TOKEN, SECRET.getBytes(UTF_8), Allowance.toRead(ENOUGH));
			}
			catch (TransportException ex) {
				failures.add(ex);
			}
		}
		assertThat(failures).singleElement().satisfies((failure) -> {
			assertThat(failure.fault()).isEqualTo(Fault.BROKEN);
			assertThat(failure.isSent()).isTrue();
		});
		assertThat(server.requests()).hasSize(calls);
	}

	@Test
	void freshConnectionIsOpenedWhenUsedOneWasClosedByZendesk() throws InterruptedException {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.send(OK + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");
		});
		ZendeskHttp http = http(server.origin());
		http.get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
		http.get("/account", TOKEN, Allowance.toRead(ENOUGH));
		assertThat(server.conversations()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Length: 1000\r\n\r\n" + SECRET,
			"Transfer-Encoding: chunked\r\n\r\n11\r\n" + SECRET + "\r\n",
			"Transfer-Encoding: chunked\r\n\r\nFF\r\n" + SECRET, "Transfer-Encoding: chunked\r\n\r\n" })
	void answerIsCutWhenConnectionEndsInTheBody(String rest) {
		RawServer ending = serve((conversation) -> {
			conversation.request();
			conversation.send(OK + rest);
			conversation.close();
		});
		assertFails(http(ending.origin()), Fault.CUT, true);
		assertThat(ending.requests()).hasSize(1);
	}

	@Test
	void answerIsCutWhenConnectionIsResetInTheBody() {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.send(OK + "Content-Length: 1000\r\n\r\n" + SECRET);
			conversation.reset();
		});
		assertFails(http(server.origin()), Fault.CUT, true);
		assertThat(server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage " + SECRET + "\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1\r\n\r\n",
			"HTTP/1.1 -1 OK\r\nContent-Length: 0\r\n\r\n", "SSH-2.0-OpenSSH_9.2 " + SECRET + "\r\n\r\n",
			"\u0000\u0001\u0002\r\n\r\n", "<!DOCTYPE html>\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
			"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + SECRET + "\r\n" })
	void answerIsInvalidWhenItIsNoHttp(String octets) throws InterruptedException {
		RawServer server = serve(answering(octets));
		assertFails(http(server.origin()), Fault.INVALID, true);
		assertThat(server.requests()).hasSize(1);
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "20", "2000", "0", "099", "1000" })
	void answerIsInvalidWhenStatusIsNotThreeDigits(String status) {
		RawServer server = serve(answering("HTTP/1.1 " + status + " OK\r\nContent-Length: 2\r\n\r\n{}"));
		assertFails(http(server.origin()), Fault.INVALID, true);
		assertThat(server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X: " + SECRET + "\r\n", "x" })
	void answerIsInvalidAndConnectionClosedWhenHeadersAreEndless(String more) throws InterruptedException {
		RawServer server = serve((conversation) -> {
			conversation.request();
			conversation.send(OK);
			conversation.drip(more.repeat(1000), Duration.ofMillis(1));
		});
		assertFails(http(server.origin()), Fault.INVALID, true);
		assertThat(server.requests()).hasSize(1);
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
	}

	@Test
	void callEndsWhenCallerIsInterrupted() throws InterruptedException {
		RawServer server = serve(Conversation::request);
		ZendeskHttp http = http(server.origin());
		List<Fault> faults = new ArrayList<>();
		Thread caller = Thread.startVirtualThread(() -> faults.add(failure(http, Allowance.toRead(ENOUGH)).fault()));
		await().until(() -> server.requests().size() == 1);
		caller.interrupt();
		caller.join();
		assertThat(faults).containsExactly(Fault.TIMED_OUT);
		assertThat(server.conversations().getFirst().awaitClosedByClient(ENOUGH)).isTrue();
	}

	private static void assertFails(ZendeskHttp http, Fault fault, boolean sent) {
		assertFails(http, fault, sent, Allowance.toRead(ENOUGH));
	}

	private static void assertFails(ZendeskHttp http, Fault fault, boolean sent, Allowance allowance) {
		TransportException failure = failure(http, allowance);
		assertThat(failure.fault()).as(failure.getMessage()).isEqualTo(fault);
		assertThat(failure.isSent()).as(failure.getMessage()).isEqualTo(sent);
		assertThat(failure).hasNoCause().hasNoSuppressedExceptions();
		assertThat(failure.toString()).startsWith(TransportException.class.getName() + ": " + fault)
			.doesNotContain(TOKEN, SECRET, "127.0.0.1");
	}

	private static TransportException failure(ZendeskHttp http, Allowance allowance) {
		return catchThrowableOfType(TransportException.class, () -> http.get("/account", TOKEN, allowance));
	}

	private ZendeskHttp http(URI zendesk, String... settings) {
		return open(UpstreamContext.of("upstream", zendesk, settings)).get(ZendeskHttp.class);
	}

	private RawServer serve(Reaction... reactions) {
		return open(RawServer.start(reactions));
	}

	private static Reaction answering(String octets) {
		return (conversation) -> {
			conversation.request();
			conversation.send(octets);
		};
	}

	private static void answeringAll(Conversation conversation, String octets) throws IOException {
		while (true) {
			conversation.request();
			conversation.send(octets);
		}
	}

	private static URI secure(RawServer server) {
		return URI.create("https://" + server.origin().getAuthority());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			return socket.getLocalPort();
		}
	}

	/** A port whose queue of connections not yet accepted takes no more. */
	private URI fullBacklog() throws IOException {
		ServerSocket socket = open(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
		while (opens(socket)) {
			// One more that nobody accepts.
		}
		return URI.create("http://127.0.0.1:" + socket.getLocalPort());
	}

	private boolean opens(ServerSocket socket) {
		try {
			open(new Socket()).connect(socket.getLocalSocketAddress(), 200);
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	private <T extends AutoCloseable> T open(T one) {
		this.opened.add(one);
		return one;
	}

	private static List<String> headers(String request) {
		return request.substring(0, request.indexOf("\r\n\r\n"))
			.lines()
			.skip(1)
			.map((line) -> line.replaceFirst("^[^:]+", line.split(":", 2)[0].toLowerCase(Locale.ROOT)))
			.toList();
	}

	private static String latin(String text) {
		return new String(text.getBytes(UTF_8), ISO_8859_1);
	}

	private static String gzipped(String text) throws IOException {
		ByteArrayOutputStream octets = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
			gzip.write(text.getBytes(UTF_8));
		}
		return octets.toString(ISO_8859_1);
	}

}
