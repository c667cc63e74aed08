package io.zendeskbff.guard;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.store.LocalMutex;
import io.zendeskbff.upstream.Allowance;
import io.zendeskbff.upstream.UpstreamContext;
import io.zendeskbff.upstream.ZendeskProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Who is let through when many want to.
 */
class GuardedAccountsTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final ZendeskProperties PROPERTIES = new ZendeskProperties(URI.create("http://localhost"), "/api/v2",
			null, LONG, LONG, LONG, DataSize.ofMegabytes(1));

	private static final BillingUpdate UPDATE = new BillingUpdate(
			new LinkedHashMap<>(Map.of(BillingField.CITY, "Bern")));

	private final SlowCalls zendesk = new SlowCalls();

	private final ZendeskAccounts accounts = new GuardedAccounts(this.zendesk,
			new Updates(this.zendesk, new FakeCalls(), LONG, new LocalMutex()),
			new Permits(permit("reads"), permit("writes")), PROPERTIES);

	@AfterEach
	void open() {
		this.zendesk.gate.countDown();
	}

	@Test
	void readIsRefusedAtOnceWhenNoPermitIsLeft() throws InterruptedException {
		Thread.startVirtualThread(this.accounts::current);
		this.zendesk.reading.await();
		assertOverloaded(this.accounts::current);
		this.zendesk.gate.countDown();
	}

	@Test
	void updateDoesNotWaitWhenReadsHoldAllPermits() throws InterruptedException {
		Thread.startVirtualThread(this.accounts::current);
		this.zendesk.reading.await();
		Thread updating = Thread
			.startVirtualThread(() -> this.accounts.update(UPDATE, Precondition.NONE, UpstreamContext.UNHEARD));
		this.zendesk.updating.await();
		assertOverloaded(() -> this.accounts.update(UPDATE, Precondition.NONE, UpstreamContext.UNHEARD));
		assertThat(updating.isAlive()).isTrue();
	}

	private static void assertOverloaded(Runnable call) {
		AccountException failure = catchThrowableOfType(AccountException.class, call::run);
		assertThat(failure.failure()).isEqualTo(Failure.Plain.OVERLOADED);
		assertThat(failure.applied()).isEqualTo(Applied.NO);
	}

	private static Bulkhead permit(String name) {
		return Bulkhead.of(name, BulkheadConfig.custom().maxConcurrentCalls(1).maxWaitDuration(Duration.ZERO).build());
	}

	/** Every call waits at the gate. */
	private static final class SlowCalls implements AccountCalls {

		private final CountDownLatch reading = new CountDownLatch(1);

		private final CountDownLatch updating = new CountDownLatch(1);

		private final CountDownLatch gate = new CountDownLatch(1);

		@Override
		public Account read(Allowance allowance) {
			this.reading.countDown();
			pass();
			return FakeCalls.ACCOUNT;
		}

		@Override
		public void put(BillingUpdate update, Allowance allowance) {
			this.updating.countDown();
			pass();
		}

		private void pass() {
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
