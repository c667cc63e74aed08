package io.zendeskbff.contract;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.zendeskbff.tools.Ports;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import io.zendeskbff.upstream.Certificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The ways in which a Redis is run that operators have: by Spring's own keys the service
 * finds it, is let in, and works.
 */
@RequiresRedis
class RedisModesTests {

	/**
	 * What a user of Redis must be allowed who is to be the service's: with less it does
	 * not work.
	 */
	static final Set<String> COMMANDS = Set.of("del", "eval", "evalsha", "exists", "get", "getdel", "hdel", "hget",
			"hgetall", "hincrby", "hmget", "hset", "info", "pexpire", "pttl", "set", "time", "zadd", "zcount", "zrange",
			"zrem", "zremrangebyscore");

	/** What he must be allowed in a cluster, besides. */
	static final Set<String> CLUSTER_COMMANDS = Set.of("cluster|nodes");

	private static final String KEYS = "~zendesk-account-bff:*";

	private static final String PASSWORD = "s3cret-of-redis";

	private static final String[] WITH_PASSWORD = { "--no-auth-warning", "-a", PASSWORD };

	private static final String[] WITH_TLS = { "--tls", "--insecure" };

	private static final String MASTER = "shared";

	private static final Duration BACK = Duration.ofSeconds(60);

	@TempDir
	private Path directory;

	@Test
	void serviceWorksWhenRedisWantsAPassword() {
		try (RedisServer redis = RedisServer.start("--requirepass", PASSWORD);
				RunningBff bff = RunningBff.startCaching(redis.settings("--spring.data.redis.password=" + PASSWORD))) {
			requireWorks(bff);
			requireKept(redis.keys(WITH_PASSWORD));
		}
	}

	@Test
	void serviceReadsAtZendeskAndSaysSoOnceWhenThePasswordIsWrong() {
		try (RedisServer redis = RedisServer.start("--requirepass", PASSWORD);
				Replicas replicas = Replicas.start(1, redis.port(), "--spring.data.redis.password=wr0ng-password")) {
			String owner = replicas.issuer().owner();
			await().until(() -> replicas.get(0, owner).statusCode() == 200);
			requireRefused(replicas.put(0, owner, update("Thun")));
			requireRefused(replicas.put(0, owner, update("Thun")));
			assertThat(replicas.get(0, owner).statusCode()).isEqualTo(200);
			assertThat(replicas.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).isEmpty();
			requireToldOnce(replicas.lines(0, "io.zendeskbff.store."));
			assertThat(replicas.lines(0, "wr0ng-password")).isEmpty();
			assertThat(redis.keys(WITH_PASSWORD)).isEmpty();
		}
	}

	/**
	 * Now and then Lettuce is faster to close such a connection than to hear why: then
	 * the store is taken for away, and once more after it has refused somebody. Four
	 * callers and the thread of changes may each meet that.
	 */
	private static void requireToldOnce(List<String> lines) {
		assertThat(lines).allMatch((line) -> line.contains("\"WARN\""));
		assertThat(lines).filteredOn((line) -> line.contains("The shared store refuses commands"))
			.hasSize(1)
			.allMatch((line) -> line.contains("WRONGPASS"));
		assertThat(lines).filteredOn((line) -> !line.contains("The shared store refuses commands"))
			.hasSizeLessThanOrEqualTo(5)
			.allMatch((line) -> line.contains("The shared store is away"));
	}

	@Test
	void serviceNeedsTheseCommandsAndNoMoreWhenItsUserMayDoNothingElse() {
		try (RedisServer redis = RedisServer.start(); LoginProvider provider = new LoginProvider()) {
			admit(redis, COMMANDS);
			redis.cli("config", "resetstat");
			try (RunningBff bff = RunningBff
				.startCaching(asUser(redis.settings(provider.settings(OwnersBrowser.SETTINGS))))) {
				OwnersBrowser browser = new OwnersBrowser(bff);
				browser.begin();
				assertThat(bff.get("/connection", bff.issuer().owner()).body()).contains("\"connecting\"");
				assertThat(browser.connect().statusCode()).isEqualTo(303);
				requireWorks(bff);
				requireKept(redis.keys());
				goOn(bff, redis);
				logInAndOut(new PortalBrowser(bff), provider);
				assertThat(browser.callback("error=access_denied&state=nobodys").statusCode()).isNotEqualTo(303);
				assertThat(disconnect(bff).statusCode()).isEqualTo(200);
			}
			assertThat(redis.cli("acl", "log")).as("what was refused").isEmpty();
			assertThat(used(redis)).containsAll(COMMANDS);
		}
	}

	private static void logInAndOut(PortalBrowser user, LoginProvider provider) {
		assertThat(user.login().account().statusCode()).isEqualTo(200);
		assertThat(user.call("POST", "/logout").statusCode()).isEqualTo(200);
		user.login();
		HttpResponse<String> ended = user.send("POST", "/logout/connect/back-channel/portal",
				BodyPublishers.ofString("logout_token=" + provider.logoutToken((claims) -> claims.subject("olive"))),
				"Content-Type", "application/x-www-form-urlencoded");
		assertThat(ended.statusCode()).isEqualTo(200);
		assertThat(user.isLoggedIn()).isFalse();
	}

	/** What is not met on every day. */
	private static void goOn(RunningBff bff, RedisServer redis) {
		String owner = bff.issuer().owner();
		redis.cli("hmset", redis.key("budget"), "1", "5");
		bff.zendesk().expireAccessTokens();
		await().until(() -> bff.get(RunningBff.ACCOUNT, owner, "Cache-Control", "no-cache").statusCode() == 200);
	}

	@Test
	void serviceReadsAtZendeskWhenItsUserMayNotDoWhatItNeeds() {
		try (RedisServer redis = RedisServer.start()) {
			admit(redis, COMMANDS.stream().filter((one) -> !one.equals("info")).toList());
			try (RunningBff bff = RunningBff.startCaching(asUser(redis.settings()))) {
				requireReadsOnly(bff);
				assertThat(redis.cli("acl", "log")).contains("info");
			}
		}
	}

	private static void admit(RedisServer redis, Iterable<String> commands) {
		List<String> command = new ArrayList<>(
				List.of("acl", "setuser", "bff", "on", ">" + PASSWORD, KEYS, "resetchannels"));
		commands.forEach((one) -> command.add("+" + one));
		assertThat(redis.cli(command.toArray(String[]::new))).isEqualTo("OK");
	}

	private static String[] asUser(String... settings) {
		return Stream
			.concat(Stream.of(settings),
					Stream.of("--spring.data.redis.username=bff", "--spring.data.redis.password=" + PASSWORD))
			.toArray(String[]::new);
	}

	private static Set<String> used(RedisServer redis) {
		return redis.cli("info", "commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_") && !line.contains(":calls=0,"))
			.map((line) -> line.substring("cmdstat_".length(), line.indexOf(':')))
			.collect(Collectors.toSet());
	}

	@Test
	void serviceWorksWhenItTrustsTheAuthorityOfRedis() throws Exception {
		Certificates certificates = Certificates.make(this.directory);
		try (RedisServer redis = startSecure("good");
				RunningBff bff = RunningBff.startCaching(redis.settings(trusting(certificates)))) {
			requireWorks(bff);
			requireKept(redis.keys(WITH_TLS));
		}
	}

	@Test
	void serviceDoesNotConnectWhenItDoesNotTrustTheAuthorityOfRedis() throws Exception {
		Certificates.make(this.directory);
		try (RedisServer redis = startSecure("good");
				RunningBff bff = RunningBff.startCaching(redis.settings("--spring.data.redis.ssl.enabled=true"))) {
			requireReadsOnly(bff);
			assertThat(redis.keys(WITH_TLS)).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "self-signed", "expired", "wrong-name" })
	void serviceDoesNotConnectWhenTheCertificateIsNotThatOfRedis(String certificate) throws Exception {
		Certificates certificates = Certificates.make(this.directory);
		try (RedisServer redis = startSecure(certificate);
				RunningBff bff = RunningBff.startCaching(redis.settings(trusting(certificates)))) {
			requireReadsOnly(bff);
			assertThat(redis.keys(WITH_TLS)).isEmpty();
		}
	}

	private static String[] trusting(Certificates certificates) {
		return new String[] { "--spring.data.redis.ssl.enabled=true", "--spring.data.redis.ssl.bundle=redis",
				"--spring.ssl.bundle.pem.redis.truststore.certificate=" + certificates.authority().toUri() };
	}

	private RedisServer startSecure(String name) throws IOException, GeneralSecurityException {
		char[] password = "changeit".toCharArray();
		KeyStore keys = KeyStore.getInstance(this.directory.resolve("keys.p12").toFile(), password);
		return RedisServer.startSecure(pem("CERTIFICATE", keys.getCertificate(name).getEncoded()),
				pem("PRIVATE KEY", keys.getKey(name, password).getEncoded()));
	}

	private static String pem(String what, byte[] der) {
		return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what,
				Base64.getMimeEncoder().encodeToString(der));
	}

	@Test
	void allKeysAreInOneSlotWhenRedisIsACluster() {
		try (RedisServer redis = RedisServer.start("--cluster-enabled", "yes", "--cluster-port",
				String.valueOf(Ports.free()), "--cluster-announce-ip", "127.0.0.1")) {
			redis.cli("cluster", "addslotsrange", "0", "16383");
			await().atMost(BACK).until(() -> redis.cli("cluster", "info").contains("cluster_state:ok"));
			admit(redis, Stream.concat(COMMANDS.stream(), CLUSTER_COMMANDS.stream()).toList());
			try (RunningBff bff = RunningBff.startCaching(inCluster(redis))) {
				OwnersBrowser browser = new OwnersBrowser(bff);
				assertThat(browser.connect().statusCode()).isEqualTo(303);
				browser.begin();
				requireWorks(bff);
				List<String> keys = redis.keys();
				requireKept(keys);
				assertThat(keys).hasSizeGreaterThan(4).anyMatch((key) -> key.contains(":authorization:"));
				assertThat(keys.stream().map((key) -> redis.cli("cluster", "keyslot", key)).distinct()).hasSize(1);
				assertThat(redis.cli("info", "errorstats")).doesNotContain("CROSSSLOT", "MOVED", "CLUSTERDOWN");
			}
		}
	}

	private static String[] inCluster(RedisServer redis) {
		return Stream
			.of(asUser(RedisServer.settingsBy("--spring.data.redis.cluster.nodes=127.0.0.1:" + redis.port())),
					OwnersBrowser.SETTINGS)
			.flatMap(Stream::of)
			.toArray(String[]::new);
	}

	@Test
	void serviceGoesOnAtTheNewMasterWhenSentinelFailsOver() {
		try (RedisServer master = RedisServer.start();
				RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", String.valueOf(master.port()));
				RedisServer sentinel = RedisServer.startSentinel(MASTER, master)) {
			await().atMost(BACK)
				.until(() -> replica.cli("info", "replication").contains("master_link_status:up")
						&& sentinel.cli("info", "sentinel").contains("slaves=1"));
			try (RunningBff bff = RunningBff
				.startCaching(RedisServer.settingsBy("--spring.data.redis.sentinel.master=" + MASTER,
						"--spring.data.redis.sentinel.nodes=127.0.0.1:" + sentinel.port()))) {
				requireWorks(bff);
				requireKept(replica.keys());
				master.kill();
				requireGoesOn(bff);
				assertThat(replica.cli("role")).startsWith("master");
				requireKept(replica.keys());
			}
		}
	}

	private static void requireGoesOn(RunningBff bff) {
		String owner = bff.issuer().owner();
		await().atMost(BACK).until(() -> {
			assertThat(bff.get(RunningBff.ACCOUNT, owner).statusCode()).isEqualTo(200);
			HttpResponse<String> answer = bff.put(RunningBff.ACCOUNT, owner, update("Chur"));
			if (answer.statusCode() != 200) {
				requireRefused(answer);
			}
			return answer.statusCode() == 200;
		});
		assertThat(bff.get(RunningBff.ACCOUNT, owner).body()).contains("\"Chur\"");
		await().atMost(BACK).until(() -> isHit(bff.get(RunningBff.ACCOUNT, owner)));
		assertThat(bff.get(RunningBff.ACCOUNT, owner).body()).contains("\"Chur\"");
	}

	@Test
	void keysStandThereWhenADatabaseIsNamed() {
		try (RedisServer redis = RedisServer.start();
				RunningBff bff = RunningBff.startCaching(redis.settings("--spring.data.redis.database=3"))) {
			requireWorks(bff);
			requireKept(redis.keys("-n", "3"));
			assertThat(redis.keys()).isEmpty();
		}
	}

	private static void requireWorks(RunningBff bff) {
		String owner = bff.issuer().owner();
		assertThat(bff.get(RunningBff.ACCOUNT, owner).statusCode()).isEqualTo(200);
		assertThat(bff.get(RunningBff.ACCOUNT, owner)).matches(RedisModesTests::isHit);
		HttpResponse<String> updated = bff.put(RunningBff.ACCOUNT, owner, update("Thun"));
		assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
		assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).hasSize(1);
		assertThat(bff.get(RunningBff.ACCOUNT, owner).body()).contains("\"Thun\"");
		await().until(() -> bff.get("/changes", owner).body().contains("\"outcome\":\"applied\""));
	}

	/** The account's at least, and nothing that is not the service's. */
	private static void requireKept(List<String> keys) {
		assertThat(keys).anyMatch((key) -> key.endsWith("}:account"))
			.allMatch((key) -> key.startsWith("zendesk-account-bff:1:{"));
	}

	private static void requireReadsOnly(RunningBff bff) {
		String owner = bff.issuer().owner();
		assertThat(bff.send(HttpRequest.newBuilder(bff.managementUri("/actuator/health/readiness"))).statusCode())
			.isEqualTo(200);
		assertThat(bff.get(RunningBff.ACCOUNT, owner).statusCode()).isEqualTo(200);
		requireRefused(bff.put(RunningBff.ACCOUNT, owner, update("Thun")));
		assertThat(bff.get(RunningBff.ACCOUNT, owner).statusCode()).isEqualTo(200);
		assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).isEmpty();
	}

	private static void requireRefused(HttpResponse<String> update) {
		assertThat(update.statusCode()).as(update.body()).isEqualTo(503);
		assertThat(RunningBff.slug(update)).isEqualTo("store-unavailable");
		assertThat(update.body()).contains("\"applied\":\"no\"");
	}

	private static HttpResponse<String> disconnect(RunningBff bff) {
		return bff.send(bff.request("DELETE", "/connection", bff.issuer().owner(), BodyPublishers.noBody()));
	}

	private static boolean isHit(HttpResponse<String> answer) {
		return answer.headers().firstValue("cache-status").orElse("").contains("; hit");
	}

	private static String update(String city) {
		return "{\"billing\":{\"city\":\"%s\"}}".formatted(city);
	}

}
