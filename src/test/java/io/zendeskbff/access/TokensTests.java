package io.zendeskbff.access;

import java.lang.Thread.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.connection.ConnectionState;
import io.zendeskbff.connection.Standing.Status;
import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.GrantException;
import io.zendeskbff.grant.GrantFailures;
import io.zendeskbff.renewal.RenewalWorld;
import io.zendeskbff.renewal.RenewalWorld.Replica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Which token a call is made with, and how many token calls that takes: rows T1 to T6, 17
 * and 18 of the faults, with time passing by hand.
 */
class TokensTests {

	private static final Duration ENOUGH = Duration.ofSeconds(20);

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration A_MINUTE = Duration.ofMinutes(1);

	private final List<AutoCloseable> opened = new ArrayList<>();

	private final ExecutorService callers = open(Executors.newVirtualThreadPerTaskExecutor());

	private final RenewalWorld world = open(RenewalWorld.clientCredentials());

	private final Replica replica = this.world.replica();

	private final Tokens tokens = tokens(this.world, this.replica);

	private final RenewalWorld ownersWorld = open(RenewalWorld.authorizationCode()).connected();

	private final Replica owner = this.ownersWorld.replica();

	private final Tokens ownersTokens = tokens(this.ownersWorld, this.owner);

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable one : this.opened.reversed()) {
			one.close();
		}
	}

	@Test
	void tokenIsKeptWhenItDoesNotExpire() {
		BearerToken token = this.tokens.token(ENOUGH);
		this.world.time.pass(Duration.ofDays(10_000));
		assertThat(this.tokens.token(ENOUGH)).isSameAs(token);
		assertThat(token.value()).isEqualTo("access-1");
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@Test
	void nextTokenIsThereAheadOfTheEndWhenTokenExpires() {
		this.world.endpoint.lifeSeconds(3600);
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-1");
		this.world.time.pass(Duration.ofSeconds(2699));
		assertThat(this.world.endpoint.calls()).isOne();
		this.world.time.pass(Duration.ofSeconds(1));
		await().until(() -> presentToken(this.world).equals("access-2"));
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-2");
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
	}

	@Test
	void callersGoOnWithTheTokenAtHandWhenRenewalAheadTakesItsTime() {
		this.world.endpoint.lifeSeconds(3600);
		this.tokens.token(ENOUGH);
		this.world.endpoint.close();
		this.world.time.pass(Duration.ofMinutes(45));
		await().until(() -> this.world.endpoint.calls() == 2);
		assertThat(this.tokens.token(Duration.ZERO).value()).isEqualTo("access-1");
		this.world.time.pass(Duration.ofSeconds(899));
		assertThat(this.tokens.token(Duration.ZERO).value()).isEqualTo("access-1");
		this.world.time.pass(Duration.ofSeconds(1));
		assertThat(reasonWithin(SHORT)).isEqualTo(Reason.TIMED_OUT);
		this.world.endpoint.open();
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-2");
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "UNAVAILABLE", "TIMED_OUT", "INVALID" }, value = GrantException.Reason.class)
	void tokenServesToItsEndAndTriesGetRareWhenRenewalsAheadFail(GrantException.Reason reason) {
		this.world.endpoint.lifeSeconds(3600);
		this.tokens.token(ENOUGH);
		this.world.endpoint.answers(() -> {
			throw GrantFailures.answered(reason);
		});
		Duration left = Duration.ofHours(1);
		for (int tries = 1; left.compareTo(Duration.ofSeconds(4)) > 0; tries++) {
			Duration next = Duration.ofMillis(left.toMillis() * 3 / 4);
			await().until(() -> this.world.time.isDueIn(next));
			this.world.time.pass(next);
			left = left.minus(next);
			this.replica.renewals().await();
			assertThat(this.world.endpoint.calls()).isEqualTo(1 + tries);
			assertThat(this.tokens.token(Duration.ZERO).value()).isEqualTo("access-1");
		}
		assertThat(this.world.endpoint.calls()).isEqualTo(6);
		this.world.time.pass(Duration.ofSeconds(62));
		assertThat(reasonWithin(ENOUGH).name()).isEqualTo(reason.name());
		this.world.endpoint.recovers();
		this.world.time.pass(A_MINUTE.plusSeconds(13));
		assertThat(this.tokens.token(ENOUGH).value()).startsWith("access-");
	}

	@Test
	void refreshTokenIsNotSentAgainAheadWhenAnAnswerWasLost() {
		RenewalWorld owners = open(RenewalWorld.authorizationCode());
		owners.endpoint.lifeSeconds(3600);
		owners.connected();
		Replica replica = owners.replica();
		Tokens theirs = tokens(owners, replica);
		replica.renewals().follow(owners.store.load());
		owners.endpoint.answers(() -> {
			throw GrantFailures.lost(GrantException.Reason.TIMED_OUT);
		});
		owners.time.pass(Duration.ofSeconds(3599));
		await().until(() -> owners.endpoint.refreshed().equals(List.of("refresh-1")));
		assertThat(theirs.token(Duration.ZERO).value()).isEqualTo("access-1");
		owners.endpoint.recovers();
		owners.time.pass(Duration.ofSeconds(2));
		assertThat(theirs.token(ENOUGH).value()).isEqualTo("access-3");
		assertThat(owners.endpoint.refreshed()).as("with nothing to lose, once more")
			.containsExactly("refresh-1", "refresh-1");
	}

	@Test
	void refreshTokenIsSentOnceAheadWhenSeveralHaveLookedAtTheToken() {
		RenewalWorld owners = open(RenewalWorld.authorizationCode());
		owners.endpoint.lifeSeconds(3600);
		owners.connected();
		Replica owner = owners.replica();
		for (int i = 0; i < 5; i++) {
			owner.renewals().join((_) -> true).join();
		}
		owners.endpoint.answers(() -> {
			throw GrantFailures.lost(GrantException.Reason.UNAVAILABLE);
		});
		owners.time.pass(Duration.ofSeconds(3599));
		owner.renewals().await();
		assertThat(owners.endpoint.refreshed()).containsExactly("refresh-1");
	}

	@Test
	void tokenIsRenewedAheadAfterAllWhenAnAnswerWasLostAndNothingIsSpent() {
		this.world.endpoint.lifeSeconds(3600);
		this.tokens.token(ENOUGH);
		this.world.endpoint.answers(() -> {
			throw GrantFailures.lost(GrantException.Reason.UNAVAILABLE);
		});
		this.world.time.pass(Duration.ofMinutes(45));
		this.replica.renewals().await();
		this.world.endpoint.recovers();
		await().until(() -> this.world.time.isDueIn(Duration.ofSeconds(675)));
		this.world.time.pass(Duration.ofSeconds(675));
		await().until(() -> presentToken(this.world).equals("access-3"));
	}

	@Test
	void connectionMendsItselfInAMinuteWhenARefusalAheadWasMended() {
		this.world.endpoint.lifeSeconds(36_000);
		this.tokens.token(ENOUGH);
		this.world.endpoint.answers(() -> {
			throw GrantFailures.refused("invalid_client");
		});
		this.world.time.pass(Duration.ofMinutes(450));
		this.replica.renewals().await();
		assertThat(status()).isEqualTo(Status.BROKEN);
		assertThat(this.tokens.token(Duration.ZERO).value()).isEqualTo("access-1");
		this.world.endpoint.recovers();
		await().until(() -> this.world.time.isDueIn(Duration.ofSeconds(61)));
		this.world.time.pass(Duration.ofSeconds(61));
		await().until(() -> status() == Status.CONNECTED);
		assertThat(this.tokens.token(Duration.ZERO).value()).isEqualTo("access-3");
	}

	@Test
	void nothingIsThoughtWellWhenARenewalHadNothingToDo() {
		this.ownersWorld.endpoint.answers(() -> {
			throw GrantFailures.refused("invalid_grant");
		});
		this.ownersTokens.refusals().refused(this.ownersTokens.token(ENOUGH));
		assertThat(reason(this.ownersTokens)).isEqualTo(Reason.REFUSED);
		this.ownersWorld.time.pass(A_MINUTE);
		this.owner.renewals().join((_) -> true).join();
		assertThat(this.owner.status().standing().status()).isEqualTo(Status.BROKEN);
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 3600 })
	void refusedTokenIsNotSentAgainWhenZendeskIssuesTheSame(long lifeSeconds) {
		this.world.endpoint.lifeSeconds(lifeSeconds);
		BearerToken first = this.tokens.token(ENOUGH);
		this.world.time.pass(Duration.ofSeconds(1));
		this.world.endpoint.answers(() -> this.world.endpoint.grant(1, false));
		this.tokens.refusals().refused(first);
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
		this.world.endpoint.recovers();
		this.world.time.pass(A_MINUTE);
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-3");
	}

	@Test
	void noTokenIsObtainedAheadWhenSomebodyHasDisconnectedMeanwhile() {
		this.world.endpoint.lifeSeconds(3600);
		this.tokens.token(ENOUGH);
		ConnectionState state = this.world.store.load();
		this.world.store.replace(state, state.disconnected());
		this.world.time.pass(Duration.ofHours(2));
		this.replica.renewals().await();
		assertThat(this.world.endpoint.calls()).isOne();
		assertThat(this.world.store.load().isConnected()).isFalse();
	}

	@Test
	void oneTokenIsObtainedWhenManyCallersWaitForIt() throws Exception {
		this.world.endpoint.close();
		List<Future<BearerToken>> waiting = callers(100, this.tokens);
		this.world.endpoint.open();
		for (Future<BearerToken> caller : waiting) {
			assertThat(caller.get().value()).isEqualTo("access-1");
		}
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@Test
	void oneTokenIsObtainedWhenManyCallersWereRefusedTheSameOne() throws Exception {
		BearerToken refused = this.ownersTokens.token(ENOUGH);
		List<Future<BearerToken>> waiting = new ArrayList<>();
		IntStream.range(0, 200).forEach((_) -> waiting.add(this.callers.submit(() -> {
			this.ownersTokens.refusals().refused(refused);
			return this.ownersTokens.token(ENOUGH);
		})));
		for (Future<BearerToken> caller : waiting) {
			assertThat(caller.get().value()).isEqualTo("access-2");
		}
		assertThat(this.ownersWorld.endpoint.refreshed()).containsExactly("refresh-1");
	}

	@Test
	void rotatedTokenIsKeptBeforeItIsUsedWhenRefreshed() {
		this.ownersTokens.refusals().refused(this.ownersTokens.token(ENOUGH));
		String used = this.ownersTokens.token(ENOUGH).value();
		this.ownersWorld.log.add("used " + used);
		assertThat(this.ownersWorld.log).containsExactly("issued access-2", "stored access-2", "used access-2");
	}

	@Test
	void nothingIsLostWhenProcessDiesBetweenStoringAndUsing() {
		this.ownersTokens.refusals().refused(this.ownersTokens.token(ENOUGH));
		this.ownersTokens.token(ENOUGH);
		Tokens next = tokens(this.ownersWorld);
		assertThat(next.token(ENOUGH).value()).isEqualTo("access-2");
		next.refusals().refused(next.token(ENOUGH));
		assertThat(next.token(ENOUGH).value()).isEqualTo("access-3");
		assertThat(this.ownersWorld.endpoint.refreshed()).containsExactly("refresh-1", "refresh-2");
	}

	@Test
	void tokenEndpointIsCalledAtMostOnceASecondWhenTokensLiveForOne() {
		this.world.endpoint.lifeSeconds(1);
		for (int tenth = 0; tenth < 100; tenth++) {
			assertThat(this.tokens.token(ENOUGH).value()).startsWith("access-");
			this.world.time.pass(Duration.ofMillis(100));
		}
		assertThat(this.world.endpoint.calls()).isEqualTo(10);
	}

	@Test
	void laterTokenIsTakenWhenAnotherReplicaWasFaster() {
		Tokens other = tokens(this.ownersWorld);
		BearerToken first = this.ownersTokens.token(ENOUGH);
		other.refusals().refused(first);
		assertThat(other.token(ENOUGH).value()).isEqualTo("access-2");
		this.ownersTokens.refusals().refused(first);
		assertThat(this.ownersTokens.token(ENOUGH).value()).isEqualTo("access-2");
		assertThat(this.ownersWorld.endpoint.refreshed()).containsExactly("refresh-1");
	}

	@Test
	void oneTokenIsObtainedWhenThreeReplicasAreRefusedAtOnce() throws Exception {
		List<Tokens> replicas = List.of(this.ownersTokens, tokens(this.ownersWorld), tokens(this.ownersWorld));
		BearerToken refused = this.ownersTokens.token(ENOUGH);
		List<Future<BearerToken>> waiting = new ArrayList<>();
		IntStream.range(0, 300)
			.mapToObj((i) -> replicas.get(i % 3))
			.forEach((replica) -> waiting.add(this.callers.submit(() -> {
				replica.refusals().refused(refused);
				return replica.token(ENOUGH);
			})));
		for (Future<BearerToken> caller : waiting) {
			assertThat(caller.get().value()).isEqualTo("access-2");
		}
		assertThat(this.ownersWorld.endpoint.refreshed()).containsExactly("refresh-1");
	}

	@Test
	void oneConnectionIsMadeWhenThreeReplicasStartAtOnce() throws Exception {
		List<Future<BearerToken>> waiting = Stream.of(this.tokens, tokens(this.world), tokens(this.world))
			.flatMap((replica) -> callers(100, replica).stream())
			.toList();
		for (Future<BearerToken> caller : waiting) {
			assertThat(caller.get().value()).isEqualTo("access-1");
		}
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@Test
	void currentTokenIsKeptWhenAnEarlierOneIsRefused() {
		BearerToken first = this.tokens.token(ENOUGH);
		this.tokens.refusals().refused(first);
		BearerToken second = this.tokens.token(ENOUGH);
		this.tokens.refusals().accepted(second);
		this.tokens.refusals().refused(first);
		assertThat(this.tokens.token(ENOUGH)).isSameAs(second);
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
	}

	@Test
	void thereIsAPauseWhenTheNextTokenIsRefusedToo() {
		this.tokens.refusals().refused(this.tokens.token(ENOUGH));
		this.tokens.refusals().refused(this.tokens.token(ENOUGH));
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		assertThat(status()).isEqualTo(Status.BROKEN);
		this.world.time.pass(Duration.ofMillis(4_999));
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
		this.world.time.pass(Duration.ofMillis(1));
		this.tokens.refusals().refused(this.tokens.token(ENOUGH));
		assertThat(status()).isEqualTo(Status.BROKEN);
		assertThat(this.world.endpoint.calls()).isEqualTo(3);
		this.world.time.pass(Duration.ofMillis(9_999));
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		this.world.time.pass(Duration.ofMillis(1));
		BearerToken fourth = this.tokens.token(ENOUGH);
		assertThat(fourth.value()).isEqualTo("access-4");
		assertThat(status()).as("as long as nobody has used it").isEqualTo(Status.BROKEN);
		this.tokens.refusals().accepted(this.world.endpoint.grant(2, false).accessToken());
		assertThat(status()).as("another was used").isEqualTo(Status.BROKEN);
		this.tokens.refusals().accepted(fourth);
		assertThat(status()).isEqualTo(Status.CONNECTED);
	}

	@Test
	void tokensAreRenewedWithoutPauseWhenEachWasGoodOnce() {
		for (int i = 1; i <= 50; i++) {
			BearerToken token = this.ownersTokens.token(ENOUGH);
			assertThat(token.value()).isEqualTo("access-" + i);
			this.ownersTokens.refusals().accepted(token);
			this.ownersTokens.refusals().refused(token);
		}
	}

	@Test
	void nothingHappensWhenTokenIsRefusedBeforeThereIsOne() {
		this.tokens.refusals().refused(new BearerToken("access-1", null, Set.of("read", "write")));
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-1");
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@ParameterizedTest
	@CsvSource({ "invalid_client, confidential", "invalid_grant, connect again", "invalid_scope, scopes" })
	void refusalIsRememberedForAMinuteWhenTokenEndpointRefuses(String error, String advice) {
		this.world.endpoint.answers(() -> {
			throw GrantFailures.refused(error);
		});
		for (int second = 0; second < 60; second++) {
			assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.REFUSED);
			this.world.time.pass(Duration.ofSeconds(1));
		}
		assertThat(this.world.endpoint.calls()).isOne();
		assertThat(status()).isEqualTo(Status.BROKEN);
		assertThat(this.replica.status().standing().trouble()).contains(error, advice);
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.REFUSED);
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
		this.world.endpoint.recovers();
		this.world.time.pass(A_MINUTE);
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-3");
		assertThat(status()).isEqualTo(Status.CONNECTED);
	}

	@ParameterizedTest
	@EnumSource(names = { "UNAVAILABLE", "TIMED_OUT", "INVALID" }, value = GrantException.Reason.class)
	void pausesDoubleUpToAMinuteWhenTokenEndpointFails(GrantException.Reason reason) {
		this.world.endpoint.answers(() -> {
			throw GrantFailures.answered(reason);
		});
		List<Integer> calls = new ArrayList<>();
		for (int second = 0; second < 200; second++) {
			assertThat(reasonWithin(ENOUGH).name()).isEqualTo(reason.name());
			calls.add(this.world.endpoint.calls());
			this.world.time.pass(Duration.ofSeconds(1));
		}
		assertThat(calls.get(0)).isEqualTo(1);
		assertThat(calls.get(1)).isEqualTo(2);
		assertThat(calls.get(2)).isEqualTo(2);
		assertThat(calls.get(3)).isEqualTo(3);
		assertThat(calls.get(63)).isEqualTo(7);
		assertThat(calls.get(122)).isEqualTo(7);
		assertThat(calls.get(123)).isEqualTo(8);
		assertThat(status()).isEqualTo(Status.NOT_CONNECTED);
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 30", "UNAVAILABLE, 300", "TIMED_OUT, 30", "INVALID, 30", "REFUSED, 300" })
	void tokenEndpointIsLeftAloneAsLongAsItAsksWhenItFails(GrantException.Reason reason, long seconds) {
		this.world.endpoint.answers(() -> {
			throw GrantFailures.asking(reason, Duration.ofSeconds(seconds));
		});
		for (long left = seconds; left > 0; left--) {
			assertThat(retryAfter()).contains(Duration.ofSeconds(left));
			this.world.time.pass(Duration.ofSeconds(1));
		}
		assertThat(this.world.endpoint.calls()).isOne();
		this.world.endpoint.recovers();
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-2");
	}

	@Test
	void ownPauseCountsWhenItIsLongerThanTheOneAskedFor() {
		this.world.endpoint.answers(() -> {
			throw GrantFailures.asking(GrantException.Reason.REFUSED, Duration.ofSeconds(7));
		});
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.REFUSED);
		this.world.time.pass(Duration.ofSeconds(8));
		assertThat(retryAfter()).contains(Duration.ofSeconds(52));
		this.world.time.pass(Duration.ofMillis(51_999));
		assertThat(retryAfter()).contains(Duration.ofMillis(1));
		assertThat(this.world.endpoint.calls()).isOne();
		this.world.time.pass(Duration.ofMillis(1));
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.REFUSED);
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
	}

	@Test
	void noPauseIsToldWhenNobodyAskedForOne() {
		this.world.endpoint.answers(() -> {
			throw GrantFailures.answered(GrantException.Reason.UNAVAILABLE);
		});
		assertThat(retryAfter()).isEmpty();
		assertThat(retryAfter()).isEmpty();
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@Test
	void pauseDoesNotEndSoonerWhenTokensAreRefusedInIt() {
		this.world.endpoint.lifeSeconds(3600);
		BearerToken first = this.tokens.token(ENOUGH);
		this.world.time.pass(Duration.ofSeconds(1));
		this.tokens.refusals().refused(first);
		BearerToken second = this.tokens.token(ENOUGH);
		this.world.endpoint.answers(() -> {
			throw GrantFailures.asking(GrantException.Reason.UNAVAILABLE, Duration.ofMinutes(5));
		});
		this.world.time.pass(Duration.ofMinutes(45).minusSeconds(1));
		this.replica.renewals().await();
		this.world.time.pass(Duration.ofSeconds(1));
		this.replica.renewals().await();
		assertThat(this.world.endpoint.calls()).isEqualTo(3);
		this.tokens.refusals().refused(second);
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		this.world.time.pass(Duration.ofSeconds(299));
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		assertThat(this.world.endpoint.calls()).isEqualTo(3);
		this.world.time.pass(Duration.ofSeconds(1));
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.UNAVAILABLE);
		assertThat(this.world.endpoint.calls()).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource(GrantException.Reason.class)
	void failureIsSharedWhenManyCallersWaitForIt(GrantException.Reason reason) throws Exception {
		this.world.endpoint.close();
		this.world.endpoint.answers(() -> {
			throw GrantFailures.answered(reason);
		});
		List<FutureTask<Reason>> waiting = Stream.generate(() -> new FutureTask<>(() -> reasonWithin(ENOUGH)))
			.limit(10)
			.toList();
		List<Thread> threads = waiting.stream().map(Thread::startVirtualThread).toList();
		await().until(() -> threads.stream().allMatch((thread) -> thread.getState() == State.TIMED_WAITING));
		this.world.endpoint.open();
		for (FutureTask<Reason> caller : waiting) {
			assertThat(caller.get().name()).isEqualTo(reason.name());
		}
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@Test
	void ownerMustConnectAgainWhenThereIsNoRefreshToken() {
		RenewalWorld owners = open(RenewalWorld.authorizationCode());
		Tokens theirs = tokens(owners);
		assertThat(reason(theirs)).isEqualTo(Reason.NOT_CONNECTED);
		Grant alone = new Grant(owners.endpoint.grant(1, false).accessToken(), null);
		owners.store.replace(ConnectionState.NONE, ConnectionState.NONE.connected(alone, "key-1", owners.time.now()));
		assertThat(theirs.token(ENOUGH).value()).isEqualTo("access-1");
		theirs.refusals().refused(theirs.token(ENOUGH));
		assertThat(reason(theirs)).isEqualTo(Reason.NO_REFRESH_TOKEN);
		assertThat(owners.endpoint.calls()).isZero();
	}

	@Test
	void tokenEndpointIsLeftAloneWhenNobodyHasConnected() {
		RenewalWorld owners = open(RenewalWorld.authorizationCode());
		Tokens theirs = tokens(owners);
		theirs.prepare();
		assertThat(reason(theirs)).isEqualTo(Reason.NOT_CONNECTED);
		assertThat(owners.endpoint.calls()).isZero();
	}

	@Test
	void grantIsGivenBackAndNotUsedWhenItIsForAnotherAccount() {
		RenewalWorld ours = open(RenewalWorld.clientCredentialsFor("key-2"));
		Tokens theirs = tokens(ours);
		ConnectionException failure = catchThrowableOfType(ConnectionException.class, () -> theirs.token(ENOUGH));
		assertThat(failure.reason()).isEqualTo(Reason.OTHER_ACCOUNT);
		assertThat(failure.sentence()).contains("key-1");
		await().until(() -> ours.log.equals(List.of("issued access-1", "revoked access-1")));
		assertThat(reason(theirs)).isEqualTo(Reason.OTHER_ACCOUNT);
		assertThat(ours.endpoint.calls()).isOne();
	}

	@Test
	void sameTokenIsAdmittedLaterWhenAccountCannotBeReadAtFirst() {
		this.world.keys = (_) -> {
			throw new IllegalStateException("the account cannot be read");
		};
		for (int i = 0; i < 3; i++) {
			assertThatIllegalStateException().isThrownBy(() -> this.tokens.token(ENOUGH))
				.withMessage("the account cannot be read");
		}
		this.world.keys = (_) -> Optional.of("key-1");
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-1");
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@Test
	void secondTokenIsTriedWhenTheFirstIsRefusedAtOnce() {
		this.world.keys = (token) -> token.value().equals("access-1") ? Optional.empty() : Optional.of("key-1");
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-2");
	}

	@Test
	void thereIsAPauseWhenNoTokenIsAdmitted() {
		this.world.keys = (_) -> Optional.empty();
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		assertThat(reasonWithin(ENOUGH)).isEqualTo(Reason.TOKENS_REFUSED);
		assertThat(this.world.endpoint.calls()).isEqualTo(2);
	}

	@Test
	void keptConnectionIsNotUsedWhenItIsForAnotherAccountThanConfigured() {
		RenewalWorld ours = open(RenewalWorld.clientCredentialsFor("key-2")).connected();
		assertThat(reason(tokens(ours))).isEqualTo(Reason.OTHER_ACCOUNT);
	}

	@Test
	void obtainingGoesOnWhenItsCallerHasLeft() {
		this.world.endpoint.close();
		assertThat(reasonWithin(SHORT)).isEqualTo(Reason.TIMED_OUT);
		this.world.endpoint.open();
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-1");
		assertThat(this.world.endpoint.calls()).isOne();
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, -1, -1_000_000 })
	void tokenAtHandIsGivenWhenNoTimeIsLeft(long millis) {
		BearerToken token = this.tokens.token(ENOUGH);
		assertThat(this.tokens.token(Duration.ofMillis(millis))).isSameAs(token);
	}

	@Test
	void obtainingGoesOnAndInterruptIsKeptWhenCallerIsInterrupted() throws Exception {
		this.world.endpoint.close();
		Future<Boolean> interrupted = this.callers.submit(() -> {
			Thread.currentThread().interrupt();
			return reasonWithin(ENOUGH) == Reason.TIMED_OUT && Thread.currentThread().isInterrupted();
		});
		assertThat(interrupted.get()).isTrue();
		this.world.endpoint.open();
		assertThat(this.tokens.token(ENOUGH).value()).isEqualTo("access-1");
		assertThat(this.world.endpoint.calls()).isOne();
	}

	private Status status() {
		return this.replica.status().standing().status();
	}

	private Reason reasonWithin(Duration patience) {
		return catchThrowableOfType(ConnectionException.class, () -> this.tokens.token(patience)).reason();
	}

	private Optional<Duration> retryAfter() {
		return catchThrowableOfType(ConnectionException.class, () -> this.tokens.token(ENOUGH)).retryAfter();
	}

	private static Reason reason(Tokens tokens) {
		return catchThrowableOfType(ConnectionException.class, () -> tokens.token(ENOUGH)).reason();
	}

	private List<Future<BearerToken>> callers(int number, Tokens replica) {
		return IntStream.range(0, number)
			.<Future<BearerToken>>mapToObj((_) -> this.callers.submit(() -> replica.token(ENOUGH)))
			.toList();
	}

	private static String presentToken(RenewalWorld world) {
		return world.store.load().token().map(BearerToken::value).orElse("none");
	}

	private static Tokens tokens(RenewalWorld world) {
		return tokens(world, world.replica());
	}

	private static Tokens tokens(RenewalWorld world, Replica replica) {
		return new Tokens(world.store, replica.renewals(), replica.admission(), replica.timing());
	}

	private <T extends AutoCloseable> T open(T one) {
		this.opened.add(one);
		return one;
	}

}
