package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.zendeskbff.local.FakeState;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.Relay;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Redis fails over to a server that lacks what was written last: FAULTS.md, row R5.
 */
@RequiresRedis
class FailoverTests {

	private static final int REPLICAS = 3;

	private static final int ROUNDS = 6;

	private static final String ZENDESK = "/api/v2/chat/account";

	@Test
	void nobodyReadsTheOldAccountWhenTheNewServerKnowsNothingOfTheUpdate() {
		try (RedisServer one = RedisServer.start();
				RedisServer other = RedisServer.start();
				Relay address = Relay.to(one.port());
				Replicas replicas = Replicas.start(REPLICAS, address.port())) {
			replicas.zendesk().requestsPerMinute(1_000_000);
			RedisServer main = one;
			RedisServer standby = other;
			for (int round = 0; round < ROUNDS; round++) {
				follow(standby, main);
				warm(replicas);
				follow(standby, main);
				standby.cli("replicaof", "no", "one");
				updateAndFailOver(replicas, round, address, standby);
				RedisServer lost = main;
				main = standby;
				standby = lost;
			}
			assertThat(replicas.zendesk().requests("PUT", ZENDESK)).hasSize(ROUNDS);
		}
	}

	/** All of them know the account, and the store knows it as well. */
	private static void warm(Replicas replicas) {
		String owner = replicas.issuer().owner();
		await().atMost(Duration.ofMinutes(2))
			.until(() -> replicas.atOnce(REPLICAS, (replica) -> replicas.get(replica, owner))
				.stream()
				.allMatch((answer) -> answer.headers().firstValue("cache-status").orElse("").contains("; hit")));
	}

	private static void follow(RedisServer standby, RedisServer main) {
		standby.cli("replicaof", "127.0.0.1", String.valueOf(main.port()));
		await().atMost(Duration.ofMinutes(1))
			.until(() -> standby.cli("info", "replication").contains("master_link_status:up")
					&& kept(standby, main.key("store")).equals(kept(main, main.key("store"))));
	}

	/** Two servers may tell the same in another order. */
	private static List<String> kept(RedisServer server, String key) {
		return server.cli("--raw", "hgetall", key).lines().sorted().toList();
	}

	/** After the update in one round, in the middle of it in the next. */
	private static void updateAndFailOver(Replicas replicas, int round, Relay address, RedisServer standby) {
		String owner = replicas.issuer().owner();
		String city = "City " + round;
		String update = "{\"billing\":{\"city\":\"%s\"}}".formatted(city);
		boolean inTheMiddle = round % 2 == 1;
		if (inTheMiddle) {
			replicas.zendesk().state(FakeState.SLOW);
		}
		int before = replicas.zendesk().requests("PUT", ZENDESK).size();
		CompletableFuture<HttpResponse<String>> put = CompletableFuture
			.supplyAsync(() -> replicas.put(round % REPLICAS, owner, update));
		if (inTheMiddle) {
			await().until(() -> replicas.zendesk().requests("PUT", ZENDESK).size() == before + 1);
			address.switchTo(standby.port());
		}
		HttpResponse<String> answer = put.join();
		if (!inTheMiddle) {
			address.switchTo(standby.port());
		}
		replicas.zendesk().state(FakeState.NORMAL);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		for (int again = 0; again < 5; again++) {
			assertThat(replicas.atOnce(REPLICAS, (replica) -> replicas.get(replica, owner)))
				.as("round %d, read %d", round, again)
				.allSatisfy((read) -> assertThat(read.body()).as(read.toString()).contains(city));
		}
	}

}
