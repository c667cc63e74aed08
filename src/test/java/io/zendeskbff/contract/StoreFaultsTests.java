package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import io.zendeskbff.local.FakeState;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.Relay;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What callers see and Zendesk receives while the shared store is in trouble: FAULTS.md,
 * rows R1 to R7.
 */
@RequiresRedis
class StoreFaultsTests {

	private static final String UPDATE = "{\"billing\":{\"city\":\"Thun\"}}";

	private static final String ACCOUNT = "/api/v2/chat/account";

	private static final Duration BACK = Duration.ofSeconds(50);

	private RedisServer redis;

	private RunningBff bff;

	private String owner;

	@BeforeEach
	void start() {
		this.redis = RedisServer.start();
		this.bff = RunningBff.startCaching(this.redis.settings());
		this.owner = this.bff.issuer().owner();
	}

	@AfterEach
	void stop() {
		this.bff.close();
		this.redis.close();
	}

	/** R1. */
	@Test
	void serviceIsReadyAndSaysSoOnceWhenTheStoreIsAwayAtStart() {
		try (Relay address = Relay.to(this.redis.port())) {
			address.cut();
			try (Replicas early = Replicas.start(1, address.port())) {
				String token = early.issuer().owner();
				assertThat(early.get(0, token).statusCode()).isEqualTo(200);
				requireRefused(early.put(0, token, UPDATE));
				assertThat(early.lines(0, "The shared store is away")).hasSize(1)
					.allMatch((line) -> line.contains("\"WARN\""));
				assertThat(early.lines(0, "The shared store is back")).isEmpty();
				address.switchTo(this.redis.port());
				await().atMost(BACK).until(() -> early.put(0, token, UPDATE).statusCode() == 200);
				assertThat(early.lines(0, "The shared store is back")).hasSize(1);
				assertThat(early.zendesk().requests("PUT", ACCOUNT)).hasSize(1);
			}
		}
	}

	/**
	 * R1: of a connection that an owner has made, nobody knows before the store is there.
	 */
	@Test
	void serviceIsReadyAndConnectedOnceTheStoreIsBackWhenItsOwnerHasConnectedIt() {
		try (Relay address = Relay.to(this.redis.port());
				Replicas replicas = Replicas.start(1, address.port(), OwnersBrowser.SETTINGS)) {
			replicas.connect();
			address.cut();
			replicas.replace(0);
			replicas.process(0).awaitReady();
			String token = replicas.issuer().owner();
			HttpResponse<String> away = replicas.get(0, token);
			assertThat(away.statusCode()).isEqualTo(503);
			assertThat(RunningBff.slug(away)).isEqualTo("store-unavailable");
			address.switchTo(this.redis.port());
			await().atMost(BACK).until(() -> replicas.get(0, token).statusCode() == 200);
			assertThat(replicas.zendesk().tokenCalls()).isOne();
		}
	}

	@Test
	void storeIsFoundWellWhenTheServiceChecksItself() {
		try (Neighbours neighbours = new Neighbours();
				ServiceProcess service = ServiceProcess.start(neighbours, List.of(), this.redis.settings("--check"))) {
			assertThat(service.awaitExit()).as("%s", service.output()).isZero();
			assertThat(service.output()).contains("ok      store    The shared store answers.");
		}
	}

	/** R2, R3, R7: the replica reads for itself, and nobody updates. */
	@ParameterizedTest
	@EnumSource
	void accountIsReadAtZendeskAndNotUpdatedWhenTheStoreIsInTrouble(Trouble trouble) {
		read();
		trouble.begin(this.redis);
		this.bff.zendesk().state(FakeState.EDITED);
		if (trouble.isReadable()) {
			assertThat(cacheStatus(read())).as("what it holds is good").contains("; hit");
			trouble.end(this.redis);
			this.redis.cli("del", accountKey());
			trouble.begin(this.redis);
		}
		await().until(() -> !cacheStatus(read()).contains("; hit"));
		long before = this.bff.accountCalls();
		List<HttpResponse<String>> answers = Replicas.atOnceAnywhere(50, (_) -> read());
		assertThat(answers).allSatisfy((one) -> assertThat(one.statusCode()).as(one.body()).isEqualTo(200));
		assertThat(answers).extracting(StoreFaultsTests::cacheStatus).allMatch((one) -> one.contains("fwd="));
		assertThat(this.bff.accountCalls() - before).isBetween(1L, 10L);
		requireRefused(this.bff.put(RunningBff.ACCOUNT, this.owner, UPDATE));
		assertThat(this.bff.zendesk().requests("PUT", ACCOUNT)).isEmpty();
		trouble.end(this.redis);
		await().atMost(BACK).until(() -> this.bff.put(RunningBff.ACCOUNT, this.owner, UPDATE).statusCode() == 200);
		assertThat(this.bff.zendesk().requests("PUT", ACCOUNT)).hasSize(1);
		await().atMost(BACK).until(() -> cacheStatus(read()).contains("; hit"));
	}

	private String accountKey() {
		return this.redis.keys().stream().filter((key) -> key.endsWith(":account")).findAny().orElseThrow();
	}

	/** R6. */
	@ParameterizedTest
	@ValueSource(strings = { "set", "hset" })
	void accountIsReadAnewWhenWhatIsKeptIsGarbage(String command) {
		read();
		for (String key : this.redis.keys()) {
			if (command.equals("set")) {
				this.redis.cli("set", key, "\\xac\\xed\\x00\\x05garbage");
			}
			else {
				this.redis.cli("hset", key, "version", "v", "state", "garbage", "generation", "g", "settled", "s");
			}
		}
		await().atMost(BACK).until(() -> {
			HttpResponse<String> answer = read();
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			return cacheStatus(answer).contains("; hit");
		});
		assertThat(this.redis.keys()).allSatisfy((key) -> assertThat(this.redis.cli("type", key)).isEqualTo("hash"));
	}

	/** R2: 30 a minute are allowed, and these take seconds. */
	@Test
	void zendeskIsCalledAFewTimesOnlyWhenManyReadWhileTheStoreIsAway() {
		this.redis.kill();
		List<Integer> statuses = Replicas.atOnceAnywhere(300, (_) -> read().statusCode());
		assertThat(statuses).hasSize(300).containsOnly(200);
		assertThat(this.bff.accountCalls()).isLessThanOrEqualTo(10);
	}

	/** R4. */
	@Test
	void tokenIsObtainedAnewAndOnceWhenTheStoreIsRestartedEmpty() {
		read();
		this.redis.kill();
		this.redis.restart();
		int tokens = this.bff.zendesk().tokenCalls();
		long calls = this.bff.accountCalls();
		List<Integer> statuses = Replicas.atOnceAnywhere(100, (_) -> read().statusCode());
		assertThat(statuses).containsOnly(200);
		assertThat(this.bff.zendesk().tokenCalls() - tokens).isLessThanOrEqualTo(1);
		assertThat(this.bff.accountCalls() - calls).isBetween(1L, 10L);
	}

	@Test
	void attemptsAreListedOnceTheStoreIsBackWhenItWasAway() {
		assertThat(this.bff.put(RunningBff.ACCOUNT, this.owner, UPDATE).statusCode()).isEqualTo(200);
		await().until(() -> changes().body().contains("\"outcome\":\"applied\""));
		this.redis.pause();
		HttpResponse<String> away = changes();
		this.redis.resume();
		assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
		assertThat(RunningBff.slug(away)).isEqualTo("store-unavailable");
		await().atMost(BACK).until(() -> changes().statusCode() == 200);
		assertThat(changes().body()).contains("\"outcome\":\"applied\"");
	}

	/** R6. */
	@Test
	void attemptsAreListedAnewWhenWhatIsKeptIsGarbage() {
		assertThat(this.bff.put(RunningBff.ACCOUNT, this.owner, UPDATE).statusCode()).isEqualTo(200);
		await().until(() -> changes().body().contains("\"outcome\":\"applied\""));
		this.redis.keys().forEach((key) -> this.redis.cli("set", key, "garbage"));
		assertThat(changes().body()).isEqualTo("{\"changes\":[]}");
		await().atMost(BACK).until(() -> this.bff.put(RunningBff.ACCOUNT, this.owner, UPDATE).statusCode() == 200);
		await().until(() -> changes().body().contains("\"outcome\":\"applied\""));
	}

	private HttpResponse<String> changes() {
		return this.bff.get("/changes", this.owner);
	}

	private HttpResponse<String> read() {
		return this.bff.get(RunningBff.ACCOUNT, this.owner);
	}

	private static void requireRefused(HttpResponse<String> update) {
		assertThat(update.statusCode()).as(update.body()).isEqualTo(503);
		assertThat(RunningBff.slug(update)).isEqualTo("store-unavailable");
		assertThat(update.body()).contains("\"applied\":\"no\"");
		assertThat(update.headers().firstValue("retry-after")).isPresent();
	}

	private static String cacheStatus(HttpResponse<String> answer) {
		return answer.headers().firstValue("cache-status").orElse("");
	}

	/** What can be the matter with a store. */
	enum Trouble {

		KILLED {
			@Override
			void begin(RedisServer redis) {
				redis.kill();
			}

			@Override
			void end(RedisServer redis) {
				redis.restart();
			}
		},
		HANGING {
			@Override
			void begin(RedisServer redis) {
				redis.pause();
			}

			@Override
			void end(RedisServer redis) {
				redis.resume();
			}
		},
		FULL {
			@Override
			void begin(RedisServer redis) {
				redis.cli("config", "set", "maxmemory", "1");
			}

			@Override
			void end(RedisServer redis) {
				redis.cli("config", "set", "maxmemory", "0");
			}
		},
		READ_ONLY {
			@Override
			void begin(RedisServer redis) {
				redis.cli("config", "set", "replica-serve-stale-data", "yes");
				redis.cli("replicaof", "127.0.0.1", "1");
			}

			@Override
			void end(RedisServer redis) {
				redis.cli("replicaof", "no", "one");
			}
		},
		REFUSING {
			@Override
			void begin(RedisServer redis) {
				redis.cli("config", "set", "requirepass", "new");
				redis.cli("--no-auth-warning", "-a", "new", "client", "kill", "type", "normal");
			}

			@Override
			void end(RedisServer redis) {
				redis.cli("--no-auth-warning", "-a", "new", "config", "set", "requirepass", "");
			}
		};

		boolean isReadable() {
			return this == FULL;
		}

		abstract void begin(RedisServer redis);

		abstract void end(RedisServer redis);

	}

}
