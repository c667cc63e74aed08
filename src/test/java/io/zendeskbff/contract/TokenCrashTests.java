package io.zendeskbff.contract;

import java.io.UncheckedIOException;
import java.time.Duration;

import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service dies between storing a rotated token and its first use: FAULTS.md, row T4.
 */
@RequiresRedis
class TokenCrashTests {

	private static final int ROUNDS = Integer.getInteger("test.crashes", 50);

	/** While one is started anew, the others go on. */
	private static final int REPLICAS = 4;

	@Test
	void connectionLivesWhenReplicasDieWithTheTokenThatTheyHaveJustStored() {
		try (RedisServer redis = RedisServer.start("--appendonly", "yes");
				Replicas replicas = Replicas.start(REPLICAS, redis.port(), OwnersBrowser.SETTINGS)) {
			String owner = replicas.issuer().owner();
			replicas.connect();
			String connection = "hget %s version".formatted(redis.key("connection"));
			for (int round = 0; round < ROUNDS; round++) {
				int dying = round % REPLICAS;
				int living = (round + 1) % REPLICAS;
				replicas.process(living).awaitReady();
				replicas.process(dying).awaitReady();
				String before = redis.ask(connection);
				replicas.zendesk().expireAccessTokens();
				replicas.zendesk().requestsPerMinute(1_000_000);
				Thread.startVirtualThread(() -> read(replicas, dying, owner));
				await().atMost(Duration.ofMinutes(1))
					.pollInterval(Duration.ofMillis(1))
					.pollDelay(Duration.ZERO)
					.until(() -> !redis.ask(connection).equals(before));
				replicas.replace(dying);
				// Otherwise the next one would wait until the dead one has been silent
				// for a while.
				redis.keys()
					.stream()
					.filter((key) -> key.contains(":renewing"))
					.forEach((key) -> redis.cli("del", key));
				if (round % 5 == 0) {
					redis.kill();
					redis.restart();
				}
				await("round " + round).atMost(Duration.ofMinutes(1))
					.until(() -> replicas.get(living, owner).statusCode() == 200);
				assertThat(replicas.zendesk().reuses()).as("round %d", round).isZero();
			}
			assertThat(replicas.zendesk().tokenCalls("authorization_code")).isOne();
			assertThat(replicas.zendesk().tokenCalls("refresh_token")).isGreaterThanOrEqualTo(ROUNDS);
		}
	}

	/** Whatever comes of it: the replica dies meanwhile. */
	private static void read(Replicas replicas, int replica, String owner) {
		try {
			replicas.get(replica, owner);
		}
		catch (UncheckedIOException _) {
			// It has died.
		}
	}

}
