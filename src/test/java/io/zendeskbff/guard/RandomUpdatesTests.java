package io.zendeskbff.guard;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.upstream.MoodyZendesk;
import io.zendeskbff.upstream.MoodyZendesk.Mood;
import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Updates of a Zendesk that fails in every way at random: what a caller is told agrees
 * with what Zendesk knows.
 */
class RandomUpdatesTests {

	private static final int UPDATES = 10_000;

	/** Of so many updates, one meets a Zendesk that is dead, and one a slow one. */
	private static final int RARE = 100;

	private static final List<Mood> MOODS = List.of(Mood.values());

	private final Random random = new Random(20_261_125);

	private final AtomicInteger leavings = new AtomicInteger();

	private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);

	@Test
	void callersAreToldTheTruthWhenZendeskFailsAtRandom() throws InterruptedException {
		try (MoodyZendesk zendesk = MoodyZendesk.start();
				UpstreamContext context = UpstreamContext.of(UpstreamContext.ACCOUNTS, zendesk.origin(),
						"bff.zendesk.write-deadline=200ms", "bff.zendesk.read-deadline=1s")) {
			ZendeskAccounts accounts = context.get(ZendeskAccounts.class);
			await().ignoreExceptions().until(() -> accounts.current() != null);
			for (int i = 0; i < UPDATES; i++) {
				update(i, accounts, zendesk);
			}
		}
		assertThat(this.outcomes.keySet()).containsExactly(Outcome.values());
		assertThat(this.outcomes).allSatisfy((_, times) -> assertThat(times).isGreaterThan(UPDATES / RARE / 2));
	}

	private void update(int number, ZendeskAccounts accounts, MoodyZendesk zendesk) throws InterruptedException {
		boolean dead = this.random.nextInt(RARE) == 0;
		Mood mood = mood();
		zendesk.be(mood);
		int before = zendesk.arrivals();
		if (dead) {
			zendesk.die();
		}
		String city = "City " + number;
		this.leavings.set(0);
		Outcome outcome = outcome(accounts, city, this.leavings::incrementAndGet);
		String what = "%s: %s, dead: %s, %s".formatted(city, mood, dead, outcome);
		int arrivals = zendesk.arrivals() - before;
		assertThat(arrivals).as(what).isLessThanOrEqualTo(1);
		assertThat(this.leavings.get()).as(what).isGreaterThanOrEqualTo(arrivals);
		if (dead) {
			assertThat(arrivals).as(what).isZero();
			assertThat(this.leavings).as(what).hasValue(0);
			zendesk.rise();
		}
		if (arrivals == 0) {
			assertThat(outcome).as(what).isEqualTo(Outcome.NOT_APPLIED);
		}
		agree(outcome, what, city, arrivals == 1 && met(zendesk, before).carriesOut(), zendesk);
		this.outcomes.merge(outcome, 1, Integer::sum);
	}

	private static Mood met(MoodyZendesk zendesk, int before) {
		await().pollDelay(Duration.ZERO).until(() -> zendesk.met().size() > before);
		return zendesk.met().get(before);
	}

	private void agree(Outcome outcome, String what, String city, boolean carriedOut, MoodyZendesk zendesk) {
		if (carriedOut) {
			await(what).pollDelay(Duration.ZERO).until(() -> zendesk.hasCarriedOut(city));
		}
		switch (outcome) {
			case APPLIED -> assertThat(carriedOut).as(what).isTrue();
			case NOT_APPLIED -> assertThat(zendesk.hasCarriedOut(city)).as(what).isFalse();
			case UNKNOWN -> assertThat(zendesk.hasCarriedOut(city)).as(what).isEqualTo(carriedOut);
		}
	}

	private static Outcome outcome(ZendeskAccounts accounts, String city, Runnable leaving) {
		try {
			Optional<Account> _ = accounts.update(
					new BillingUpdate(new LinkedHashMap<>(Map.of(BillingField.CITY, city))), Precondition.NONE,
					leaving);
			return Outcome.APPLIED;
		}
		catch (AccountException ex) {
			return (ex.applied() == Applied.NO) ? Outcome.NOT_APPLIED : Outcome.UNKNOWN;
		}
	}

	private Mood mood() {
		Mood mood = MOODS.get(this.random.nextInt(MOODS.size()));
		return (mood == Mood.TAKES_TOO_LONG && this.random.nextInt(10) > 0) ? Mood.WELL : mood;
	}

	private enum Outcome {

		APPLIED, NOT_APPLIED, UNKNOWN

	}

}
