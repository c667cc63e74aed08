package io.zendeskbff.connect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.store.SharedStores;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.store.TestKeys;
import io.zendeskbff.tools.RedisServer;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Authorizations that are begun at one replica and end at another.
 */
@RequiresRedis
class SharedAuthorizationsTests {

	private static final UUID GENERATION = UUID.randomUUID();

	private static final String STATE = "st4te-of-the-owner";

	private static RedisServer redis;

	private final SharedStores replicas = replicas();

	private final SharedStore here = this.replicas.join();

	private final PendingAuthorizations mine = new SharedAuthorizations(this.here, TestKeys.sealer(1),
			InstantSource.system());

	private final PendingAuthorizations others = new SharedAuthorizations(this.replicas.join(), TestKeys.sealer(1),
			InstantSource.system());

	@BeforeAll
	static void start() {
		redis = RedisServer.start();
	}

	private static SharedStores replicas() {
		return SharedStores.in(redis);
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@BeforeEach
	void clear() {
		redis.cli("flushall");
	}

	@AfterEach
	void close() {
		this.replicas.close();
	}

	@Test
	void authorizationIsFoundOnceWhenItsStateComesBackToAnotherReplica() {
		this.mine.add(begun(STATE));
		this.mine.add(begun("state-2"));
		assertThat(this.others.take(STATE)).hasValueSatisfying((taken) -> assertSame(taken, begun(STATE)));
		assertThat(this.others.take(STATE)).isEmpty();
		assertThat(this.mine.take(STATE)).isEmpty();
		assertThat(this.mine.take("state-2")).isPresent();
	}

	@Test
	void oneOfAllFindsItWhenManyAskAtOnce() throws Exception {
		this.mine.add(begun(STATE));
		try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Optional<PendingAuthorization>>> outcomes = IntStream.range(0, 50)
				.mapToObj((number) -> many.submit(() -> ((number % 2 == 0) ? this.mine : this.others).take(STATE)))
				.toList();
			int found = 0;
			for (Future<Optional<PendingAuthorization>> outcome : outcomes) {
				found += outcome.get().isPresent() ? 1 : 0;
			}
			assertThat(found).isOne();
		}
	}

	@Test
	void nothingIsFoundWhenStateIsUnknown() {
		this.mine.add(begun(STATE));
		assertThat(this.others.take("state-2")).isEmpty();
		assertThat(this.others.take("")).isEmpty();
		assertThat(this.others.take("*")).isEmpty();
	}

	@Test
	void ownerIsOnHisWayWhenHisAuthorizationWasBegunAndNotTaken() {
		assertThat(this.others.isAnyFor(GENERATION)).isFalse();
		this.mine.add(begun(STATE));
		this.mine.add(begun("state-2"));
		assertThat(this.others.isAnyFor(GENERATION)).isTrue();
		assertThat(this.others.isAnyFor(UUID.randomUUID())).isFalse();
		this.others.take(STATE);
		assertThat(this.others.isAnyFor(GENERATION)).isTrue();
		this.mine.take("state-2");
		assertThat(this.others.isAnyFor(GENERATION)).isFalse();
		assertThat(redis.keys()).isEmpty();
	}

	@Test
	void everythingIsForgottenAfterTenMinutesWhenItIsNotTaken() {
		this.mine.add(begun(STATE));
		assertThat(redis.keys()).hasSize(2)
			.allSatisfy((key) -> assertThat(Long.parseLong(redis.cli("pttl", key)))
				.isBetween(Duration.ofMinutes(9).toMillis(), Duration.ofMinutes(10).toMillis()));
		redis.keys().forEach((key) -> redis.cli("pexpire", key, "0"));
		assertThat(this.others.take(STATE)).isEmpty();
		assertThat(this.others.isAnyFor(GENERATION)).isFalse();
	}

	@Test
	void nothingOfItIsToBeReadInTheStoreWhenItIsKept() {
		this.mine.add(begun(STATE));
		assertThat(SharedStores.dump(redis)).contains(GENERATION.toString())
			.doesNotContain(STATE, "v3rifier", "portal-server", "issuer", "client-1");
	}

	@Test
	void nothingIsFoundWhenItWasMovedOrDoesNotOpen() {
		this.mine.add(begun(STATE));
		String key = key();
		this.mine.add(begun("state-2"));
		String other = redis.keys()
			.stream()
			.filter((one) -> one.contains("authorization:") && !one.equals(key))
			.findAny()
			.orElseThrow();
		redis.cli("copy", key, other, "replace");
		assertThat(this.others.take("state-2")).isEmpty();
		redis.cli("set", key, "garbage");
		assertThat(this.others.take(STATE)).isEmpty();
		this.mine.add(begun(STATE));
		PendingAuthorizations without = new SharedAuthorizations(this.here, TestKeys.sealer(2), InstantSource.system());
		assertThat(without.take(STATE)).isEmpty();
	}

	private static String key() {
		return redis.keys().stream().filter((one) -> one.contains("authorization:")).findAny().orElseThrow();
	}

	@Test
	void authorizationNeitherBeginsNorEndsWhenTheStoreIsAway() {
		this.mine.add(begun(STATE));
		redis.pause();
		try {
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.mine.add(begun("state-2")));
			assertThatExceptionOfType(StoreException.class).isThrownBy(() -> this.others.take("state-3"));
			assertThat(this.mine.isAnyFor(GENERATION)).isFalse();
		}
		finally {
			redis.resume();
		}
		SharedStores.awaitBack(this.here);
		assertThat(this.mine.take(STATE)).isPresent();
	}

	@Test
	void requestComesBackWhenDecoded() {
		PendingAuthorization begun = begun(STATE);
		assertThat(PendingCodec.decode(PendingCodec.encode(begun)))
			.hasValueSatisfying((decoded) -> assertSame(decoded, begun));
		PendingAuthorization withoutRole = new PendingAuthorization(begun.request(),
				new Caller("https://issuer", "somebody", null), GENERATION, false);
		assertThat(PendingCodec.decode(PendingCodec.encode(withoutRole)))
			.hasValueSatisfying((decoded) -> assertThat(decoded.starter()).isEqualTo(withoutRole.starter()));
	}

	private static void assertSame(PendingAuthorization actual, PendingAuthorization expected) {
		assertThat(actual.state()).isEqualTo(expected.state());
		assertThat(actual.starter()).isEqualTo(expected.starter());
		assertThat(actual.generation()).isEqualTo(expected.generation());
		assertThat(actual.request().getAttributes()).containsEntry("code_verifier", "v3rifier")
			.containsEntry("registration_id", "zendesk")
			.isEqualTo(expected.request().getAttributes());
		assertThat(actual.request()).usingRecursiveComparison()
			.ignoringFields("authorizationRequestUri", "additionalParameters")
			.isEqualTo(expected.request());
	}

	@Test
	void nobodyIsOnHisWayWhenHisTimeIsOverThoughAnotherCameLater() {
		AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
		PendingAuthorizations clocked = new SharedAuthorizations(this.here, TestKeys.sealer(1), now::get);
		clocked.add(begun("state-1"));
		now.set(now.get().plus(Duration.ofMinutes(9)));
		clocked.add(begun("state-2"));
		assertThat(clocked.isAnyFor(GENERATION)).isTrue();
		clocked.take("state-2");
		assertThat(clocked.isAnyFor(GENERATION)).as("the first has a minute left").isTrue();
		now.set(now.get().plus(Duration.ofMinutes(2)));
		assertThat(clocked.isAnyFor(GENERATION)).isFalse();
	}

	private static PendingAuthorization begun(String state) {
		OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
			.clientId("client-1")
			.authorizationUri("https://acme.zendesk.com/oauth2/chat/authorizations/new")
			.redirectUri("https://portal.example/connection/callback")
			.scopes(Set.of("read", "write"))
			.state(state)
			.additionalParameters((parameters) -> parameters.put("code_challenge", "ch4llenge"))
			.attributes((attributes) -> {
				attributes.put("code_verifier", "v3rifier");
				attributes.put("registration_id", "zendesk");
			})
			.build();
		return new PendingAuthorization(request, new Caller("https://issuer", "portal-server", Role.OWNER), GENERATION,
				false);
	}

}
