package io.zendeskbff.cache;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingUpdate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many who want what nobody has, at the same time.
 */
class SingleFlightTests {

	private static final int READERS = 500;

	private volatile CountDownLatch gate = new CountDownLatch(1);

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void zendeskIsReadOnceWhenManyWantTheAccount() {
		assertThat(outcomes(() -> CacheWorld.account("Bern")))
			.isEqualTo(Map.of("fwd=miss; ttl=30", 1L, "fwd=miss; collapsed; ttl=30", READERS - 1L));
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void everybodyIsToldWhenTheOneReadFails() {
		assertThat(outcomes(() -> {
			throw CacheWorld.failure(Plain.BROKEN);
		})).isEqualTo(Map.of("BROKEN", (long) READERS));
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void everybodyIsShownTheCopyWhenTheOneReadFails() {
		this.gate.countDown();
		AtomicReference<Supplier<Account>> answer = new AtomicReference<>(() -> CacheWorld.account("Bern"));
		CacheWorld world = new CacheWorld(new GatedZendesk(() -> answer.get().get()));
		world.accounts().current();
		world.pass(Duration.ofSeconds(61));
		this.gate = new CountDownLatch(1);
		answer.set(() -> {
			throw CacheWorld.failure(Plain.BROKEN);
		});
		String standIn = "ttl=-31; detail=stale-if-error";
		assertThat(outcomes(world))
			.isEqualTo(Map.of("fwd=stale; " + standIn, 1L, "fwd=stale; collapsed; " + standIn, READERS - 1L));
		assertThat(this.reads).hasValue(2);
	}

	@Test
	void nobodyWaitsForEverWhenTheOneReadMeetsOurBug() {
		assertThat(outcomes(() -> {
			throw new IllegalStateException("bug");
		})).isEqualTo(Map.of("java.lang.IllegalStateException: bug", (long) READERS));
		assertThat(this.reads).hasValue(1);
	}

	/** What so many are told, and how many of them. */
	private Map<String, Long> outcomes(Supplier<Account> answer) {
		return outcomes(new CacheWorld(new GatedZendesk(answer)));
	}

	private Map<String, Long> outcomes(CacheWorld world) {
		List<Reader> readers = IntStream.range(0, READERS)
			.mapToObj((_) -> new Reader(() -> CacheWorld.status(world.accounts().current())))
			.toList();
		await().until(() -> readers.stream().allMatch(Reader::waits));
		this.gate.countDown();
		return readers.stream()
			.map(Reader::outcome)
			.collect(Collectors.groupingBy((one) -> one, Collectors.counting()));
	}

	/** Somebody on a thread of his own. */
	private static final class Reader {

		private volatile String outcome = "";

		private final Thread thread;

		Reader(Callable<String> what) {
			this.thread = Thread.startVirtualThread(() -> this.outcome = outcome(what));
		}

		private static String outcome(Callable<String> what) {
			try {
				return what.call();
			}
			catch (AccountException ex) {
				return String.valueOf(ex.failure());
			}
			catch (Exception ex) {
				return ex.toString();
			}
		}

		boolean waits() {
			return this.thread.getState() == Thread.State.WAITING;
		}

		String outcome() {
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return this.outcome;
		}

	}

	/** Answers nobody before the gate is open. */
	private final class GatedZendesk implements ZendeskAccounts {

		private final Supplier<Account> answer;

		GatedZendesk(Supplier<Account> answer) {
			this.answer = answer;
		}

		@Override
		public Account current() {
			SingleFlightTests.this.reads.incrementAndGet();
			try {
				SingleFlightTests.this.gate.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return this.answer.get();
		}

		@Override
		public Optional<Account> update(BillingUpdate update, Precondition precondition, Runnable leaving) {
			throw new AssertionError("Nobody updates");
		}

	}

}
