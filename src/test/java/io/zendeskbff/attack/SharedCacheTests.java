package io.zendeskbff.attack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.zendeskbff.contract.RunningBff;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everybody behind one careless proxy that keeps what it may: nobody but an owner is sent
 * an octet of billing, and no owner an account older than his update.
 */
@RequiresProgram("nginx")
class SharedCacheTests {

	/** Another one each time; {@code -Dattack.seed} takes one again. */
	private static final long SEED = Long.getLong("attack.seed", new Random().nextLong());

	private static final int CALLS = 100_000;

	private static final int CALLERS = 8;

	/** All that there are, and none else. */
	private static final Set<String> ANSWERS = Set.of("NOBODY GET 401", "NOBODY HEAD 401", "NOBODY PUT 401",
			"STRANGER GET 401", "STRANGER HEAD 401", "STRANGER PUT 401", "AGENT GET 403", "AGENT HEAD 403",
			"AGENT PUT 403", "ADMIN GET 200", "ADMIN GET 304", "ADMIN GET 406", "ADMIN HEAD 200", "ADMIN HEAD 304",
			"ADMIN HEAD 406", "ADMIN PUT 403", "OWNER GET 200", "OWNER GET 304", "OWNER GET 406", "OWNER HEAD 200",
			"OWNER HEAD 304", "OWNER HEAD 406", "OWNER PUT 200", "CONTROL HIT", "CONTROL MISS");

	@TempDir
	private static Path directory;

	private static final Canaries CANARIES = new Canaries(new Random(SEED));

	private static RunningBff bff;

	private static ControlOrigin control;

	private static Nginx proxy;

	@BeforeAll
	static void start() throws IOException {
		// Without a log: there are as many lines as calls.
		bff = RunningBff.startCaching("--logging.level.io.zendeskbff=info");
		bff.zendesk().requestsPerMinute(Integer.MAX_VALUE);
		fill();
		control = new ControlOrigin();
		proxy = Nginx.start(directory, bff.uri(""), control.uri());
	}

	/** With the service's own token, since it would not write such values itself. */
	private static void fill() {
		bff.get(RunningBff.ACCOUNT, bff.issuer().owner(), "Cache-Control", "no-cache");
		String token = bff.zendesk().requests("GET", RunningBff.CHAT_ACCOUNT).getLast().getHeader("Authorization");
		String account = "{\"billing\":{" + CANARIES.members(EnumSet.allOf(BillingField.class), 0) + "}}";
		URI uri = bff.zendesk().baseUrl().resolve(RunningBff.CHAT_ACCOUNT);
		try (HttpCalls calls = new HttpCalls()) {
			assertThat(calls
				.send(HttpRequest.newBuilder(uri).header("Authorization", token).PUT(BodyPublishers.ofString(account)))
				.statusCode()).isEqualTo(200);
		}
		bff.forgetAccount();
	}

	@AfterAll
	static void close() {
		proxy.close();
		control.close();
		bff.close();
	}

	@Test
	void nobodyButOwnersIsSentBillingWhenAllAskThroughOneCache() throws Exception {
		Mix mix = new Mix(bff, proxy, CANARIES);
		try {
			callAsAnybody(mix);
			assertThatAllWasTried(mix);
		}
		catch (AssertionError | ExecutionException ex) {
			throw new AssertionError("-Dattack.seed=" + SEED, ex);
		}
	}

	private static void callAsAnybody(Mix mix) throws Exception {
		List<Future<?>> callers = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
			for (int i = 0; i < CALLERS; i++) {
				RandomCaller caller = new RandomCaller(mix, new Random(SEED + i));
				callers.add(threads.submit(() -> {
					caller.call(CALLS / CALLERS);
					return null;
				}));
			}
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
	}

	private static void assertThatAllWasTried(Mix mix) {
		Map<String, Integer> answers = mix.answers();
		assertThat(answers.keySet()).isEqualTo(ANSWERS);
		assertThat(answers.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(CALLS);
		assertThat(List.of(Asker.values())).allSatisfy((asker) -> assertThat(calls(answers, asker)).as("%s", asker)
			.isBetween(CALLS / 5 - 1_000, CALLS / 5 + 500));
		assertThat(mix.traits()).hasSize(5 * 6)
			.allSatisfy((trait, count) -> assertThat(count).as(trait).isGreaterThan(1_000));
		assertThat(answers.get("CONTROL HIT")).as("the proxy keeps what it may").isGreaterThan(1_000);
		assertThat(control.calls()).isEqualTo(answers.get("CONTROL MISS"));
		assertThat(mix.ledger().fields()).isEqualTo(EnumSet.allOf(BillingField.class));
		assertThat(mix.ledger().accounts()).as("accounts that owners have seen").isGreaterThan(100);
		assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).as("those of owners, and what began it")
			.hasSize(answers.getOrDefault("OWNER PUT 200", 0) + 1);
	}

	private static int calls(Map<String, Integer> answers, Asker asker) {
		return answers.entrySet()
			.stream()
			.filter((answer) -> answer.getKey().startsWith(asker + " "))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	/** The same proxy, the same look at it: so it is seen that they would find a mix. */
	@Test
	void strangerIsSentBillingWhenTheProxyIsDeafToTheService() throws IOException {
		try (KeptConnection connection = proxy.connect(Nginx.Site.DEAF)) {
			String owner = Asker.OWNER.credentials(bff.issuer()).getFirst();
			Answer owners = connection.call("GET", RunningBff.ACCOUNT, List.of(owner), "");
			Answer strangers = connection.call("GET", RunningBff.ACCOUNT, List.of(), "");
			assertThat(List.of(owners, strangers)).extracting((answer) -> answer.header(Nginx.STATUS))
				.containsExactly("MISS", "HIT");
			assertThat(CANARIES.areIn(strangers.body())).isTrue();
		}
	}

}
