package io.zendeskbff.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.zendeskbff.access.AuthorizedHttp;
import io.zendeskbff.agent.Agent.Role;
import io.zendeskbff.connection.ConnectionChanged;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.connection.ConnectionStore;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.RecordedLog;
import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AgentsTests {

	private static final String ME = "/api/v2/chat/agents/me";

	private static final String ACCOUNT = "/api/v2/chat/account";

	private static final long ID = 5_000_000_204L;

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final FakeZendesk ZENDESK = FakeZendesk.start(0);

	private UpstreamContext context;

	private Agents agents;

	private RecordedLog log;

	@AfterAll
	static void stop() {
		ZENDESK.close();
	}

	@BeforeEach
	void compose() {
		ZENDESK.reset();
		ZENDESK.requestsPerMinute(10_000);
		this.log = RecordedLog.of(Level.DEBUG, "io.zendeskbff.agent");
		this.context = UpstreamContext.of(UpstreamContext.ACCOUNTS, ZENDESK.baseUrl(), "bff.zendesk.read-deadline=10s");
		this.agents = this.context.get(Agents.class);
	}

	@AfterEach
	void close() {
		this.context.close();
		this.log.close();
	}

	@Test
	void agentIsAskedForOnceWhenServiceConnects() {
		connect();
		assertThat(known()).contains(new Agent(ID, Role.OWNER, true));
		assertThat(asked()).isOne();
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("INFO Zendesk says who is connected")
			.contains("OWNER", "true")
			.doesNotContain("owner@example.com", "Müller");
	}

	@Test
	void nobodyIsAskedForWhenThereIsNoConnection() {
		this.agents.onChange(new ConnectionChanged(false));
		assertThat(ZENDESK.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "NOT_OWNER", "AGENT_DISABLED" })
	void oneWarningIsLoggedWhenAgentCannotUpdate(FakeState state) {
		ZENDESK.state(state);
		connect();
		assertThat(known()).isPresent();
		assertThat(this.agents.ask()).isPresent();
		assertThat(this.agents.ask()).isPresent();
		assertThat(asked()).isEqualTo(3);
		assertThat(this.log.lines()).singleElement().asString().startsWith("WARN Zendesk says who is connected");
	}

	@Test
	void oneMoreLineIsLoggedWhenAgentIsNotWhatHeWas() {
		connect();
		assertThat(known()).contains(new Agent(ID, Role.OWNER, true));
		ZENDESK.state(FakeState.AGENT_DISABLED);
		assertThat(this.agents.ask()).contains(new Agent(ID, Role.OWNER, false));
		assertThat(this.agents.ask()).contains(new Agent(ID, Role.OWNER, false));
		assertThat(known()).contains(new Agent(ID, Role.OWNER, false));
		assertThat(this.log.lines()).hasSize(2);
		assertThat(this.log.lines().getLast()).startsWith("WARN").contains("enabled=\"false\"");
	}

	@Test
	void zendeskIsAskedAtMostOnceWhenManyWantToKnow() throws Exception {
		connect();
		assertThat(known()).isPresent();
		try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Optional<Agent>>> answers = IntStream.range(0, 50)
				.mapToObj((_) -> many.submit(this::known))
				.toList();
			for (Future<Optional<Agent>> answer : answers) {
				assertThat(answer.get()).contains(new Agent(ID, Role.OWNER, true));
			}
		}
		assertThat(asked()).isOne();
	}

	@Test
	void zendeskIsAskedOnceWhenManyAreTheFirst() {
		connect();
		assertThat(known()).isPresent();
		Queue<Runnable> tasks = new ArrayDeque<>();
		Agents fresh = agents(tasks);
		for (int i = 0; i < 10; i++) {
			assertThat(fresh.known(generation(), Duration.ZERO)).isEmpty();
		}
		assertThat(tasks).hasSize(1);
		tasks.remove().run();
		assertThat(fresh.known(generation(), Duration.ZERO)).isPresent();
		assertThat(tasks).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404, 500, 503 })
	void accountIsReadOnWhenAgentIsKeptFromUs(int status) {
		me(aResponse().withStatus(status));
		connect();
		assertThat(known()).isEmpty();
		assertThat(known()).isEmpty();
		assertThat(asked()).isOne();
		assertThat(this.agents.ask()).isEmpty();
		assertThat(this.agents.ask()).isEmpty();
		assertThat(asked()).isEqualTo(3);
		connect();
		assertThat(ZENDESK.tokenCalls()).isOne();
		assertThat(this.log.lines()).noneMatch((line) -> line.startsWith("WARN") || line.startsWith("INFO"));
	}

	@Test
	void nobodyWaitsWhenAgentIsSlowToBeTold() {
		me(okJson("{\"id\":7}").withFixedDelay(3_000));
		long start = System.nanoTime();
		connect();
		assertThat(this.agents.known(generation(), Duration.ZERO)).isEmpty();
		assertThat(this.agents.known(generation(), Duration.ofMillis(50))).isEmpty();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2_500));
		assertThat(known()).contains(new Agent(7, null, true));
	}

	@Test
	void agentIsNobodyWhenConnectionIsAnother() {
		connect();
		assertThat(known()).isPresent();
		assertThat(this.agents.known(UUID.randomUUID(), PATIENCE)).isEmpty();
		assertThat(asked()).isOne();
	}

	@Test
	void agentIsForgottenWhenConnectionEnds() {
		connect();
		UUID generation = generation();
		assertThat(known()).isPresent();
		this.agents.onChange(new ConnectionChanged(false));
		me(aResponse().withStatus(503));
		assertThat(this.agents.known(generation, PATIENCE)).isEmpty();
	}

	@Test
	void agentIsAskedForAgainWhenConnectionChanges() {
		connect();
		assertThat(known()).isPresent();
		me(okJson("{\"id\":7,\"roles\":{\"owner\":true}}"));
		change();
		assertThat(known()).contains(new Agent(7, Role.OWNER, true));
		assertThat(asked()).isEqualTo(2);
		assertThat(this.log.lines()).hasSize(2);
	}

	@Test
	void answerCountsNoLongerWhenConnectionChangedMeanwhile() {
		connect();
		assertThat(known()).isPresent();
		Queue<Runnable> tasks = new ArrayDeque<>();
		Agents fresh = agents(tasks);
		me(okJson("{\"id\":7,\"roles\":{\"owner\":false}}").withFixedDelay(1_000));
		CompletableFuture<Optional<Agent>> slow = CompletableFuture.supplyAsync(fresh::ask);
		await().until(() -> asked() == 2);
		me(okJson("{\"id\":8,\"roles\":{\"owner\":true}}"));
		change();
		fresh.onChange(new ConnectionChanged(true));
		tasks.remove().run();
		assertThat(slow.join()).contains(new Agent(7, Role.AGENT, true));
		assertThat(fresh.known(generation(), PATIENCE)).contains(new Agent(8, Role.OWNER, true));
		assertThat(known()).contains(new Agent(8, Role.OWNER, true));
		assertThat(this.log.lines()).noneMatch((line) -> line.startsWith("WARN"));
	}

	@Test
	void agentIsUnknownWhenZendeskIsDown() {
		ZENDESK.state(FakeState.DOWN);
		assertThat(this.agents.ask()).isEmpty();
		assertThat(this.log.lines()).singleElement().asString().startsWith("DEBUG Zendesk does not say who we are");
	}

	private Agents agents(Queue<Runnable> tasks) {
		return new Agents(this.context.get(AuthorizedHttp.class), this.context.get(ConnectionStatus.class), tasks::add,
				PATIENCE);
	}

	private void connect() {
		assertThat(this.context.get(AuthorizedHttp.class).get("/account", Allowance.toRead(PATIENCE)).status())
			.isEqualTo(200);
		assertThat(ZENDESK.requests("GET", ACCOUNT)).isNotEmpty();
	}

	/** Another connection with the same token. */
	private void change() {
		ConnectionStore store = this.context.get(ConnectionStore.class);
		ConnectionState before = store.load();
		Grant grant = Objects.requireNonNull(before.grant());
		assertThat(store.replace(before, before.connected(grant, "key", Instant.EPOCH))).isTrue();
		this.context.get(ConnectionStatus.class).standing();
	}

	private Optional<Agent> known() {
		return this.agents.known(generation(), PATIENCE);
	}

	private UUID generation() {
		return this.context.get(ConnectionStatus.class).standing().generation();
	}

	private static int asked() {
		return ZENDESK.requests("GET", ME).size();
	}

	private static void me(ResponseDefinitionBuilder answer) {
		ZENDESK.stub(get(urlEqualTo(ME)).willReturn(answer));
	}

}
