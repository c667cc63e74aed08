package io.zendeskbff.guard;

import java.lang.Thread.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.EntityTags;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.portal.Role;
import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

/**
 * Nobody's update is lost, whoever else updates at the same time.
 */
class ParallelUpdatesTests {

	private final GatedZendesk zendesk = GatedZendesk.start();

	private UpstreamContext context = context("20s");

	@AfterEach
	void close() {
		this.zendesk.open();
		this.context.close();
		this.zendesk.close();
	}

	@Test
	void secondUpdateSeesTheFirstOnesResultWhenBothComeAtOnce() throws Exception {
		ZendeskAccounts accounts = warm();
		Waiting first = new Waiting(() -> accounts.update(city("Basel"), Precondition.NONE, UpstreamContext.UNHEARD));
		await().until(() -> this.zendesk.log().equals(List.of("PUT begins")));
		Waiting second = new Waiting(
				() -> accounts.update(city("Bern"), ifMatch(GatedZendesk.account("Basel")), UpstreamContext.UNHEARD));
		second.awaitParked();
		Waiting third = new Waiting(
				() -> accounts.update(city("Chur"), ifMatch(GatedZendesk.account("Basel")), UpstreamContext.UNHEARD));
		third.awaitParked();
		assertThat(this.zendesk.log()).containsExactly("PUT begins");
		this.zendesk.open();
		assertThat(first.task.get()).hasValueSatisfying((account) -> assertThat(account.holds(city("Basel"))).isTrue());
		assertThat(second.task.get()).hasValueSatisfying((account) -> assertThat(account.holds(city("Bern"))).isTrue());
		assertThat(third.failure().failure()).isEqualTo(Plain.PRECONDITION_FAILED);
		assertThat(this.zendesk.log()).containsExactly("PUT begins", "PUT ends", "GET", "GET", "PUT begins", "PUT ends",
				"GET", "GET");
	}

	@Test
	void updateIsNotSentWhenItsDeadlinePassesBehindAnother() throws Exception {
		this.context.close();
		this.context = context("2s");
		ZendeskAccounts accounts = this.context.get(ZendeskAccounts.class);
		accounts.current();
		this.zendesk.closeForReads();
		Waiting first = new Waiting(() -> accounts.update(city("Basel"), Precondition.NONE, UpstreamContext.UNHEARD));
		await().until(() -> this.zendesk.log().contains("PUT begins"));
		AccountException failure = catchThrowableOfType(AccountException.class,
				() -> accounts.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
		assertThat(failure.failure()).isEqualTo(Plain.TIMED_OUT);
		assertThat(failure.applied()).isEqualTo(Applied.NO);
		this.zendesk.open();
		assertThat(first.task.get()).hasValueSatisfying((account) -> assertThat(account.holds(city("Basel"))).isTrue());
		assertThat(this.zendesk.log()).containsOnlyOnce("PUT begins");
	}

	@Test
	void updateIsNotSentWhenItsCallerIsInterruptedBehindAnother() throws Exception {
		ZendeskAccounts accounts = warm();
		Waiting first = new Waiting(() -> accounts.update(city("Basel"), Precondition.NONE, UpstreamContext.UNHEARD));
		await().until(() -> this.zendesk.log().contains("PUT begins"));
		Waiting second = new Waiting(() -> accounts.update(city("Bern"), Precondition.NONE, UpstreamContext.UNHEARD));
		second.awaitParked();
		second.thread.interrupt();
		assertThat(second.failure().failure()).isEqualTo(Plain.TIMED_OUT);
		assertThat(second.failure().applied()).isEqualTo(Applied.NO);
		this.zendesk.open();
		assertThat(first.task.get()).isPresent();
		assertThat(this.zendesk.log()).containsExactly("PUT begins", "PUT ends", "GET");
	}

	/**
	 * Connected already, so that a connection's own read is no part of what is logged.
	 */
	private ZendeskAccounts warm() {
		ZendeskAccounts accounts = this.context.get(ZendeskAccounts.class);
		accounts.current();
		this.zendesk.forget();
		return accounts;
	}

	private UpstreamContext context(String writeDeadline) {
		return UpstreamContext.of(UpstreamContext.ACCOUNTS, this.zendesk.origin(), "bff.zendesk.read-deadline=20s",
				"bff.zendesk.write-deadline=" + writeDeadline);
	}

	private static BillingUpdate city(String city) {
		return new BillingUpdate(new LinkedHashMap<>(Map.of(BillingField.CITY, city)));
	}

	private static Precondition ifMatch(String json) {
		String tag = Account.parse(json.getBytes(UTF_8)).view(Role.OWNER).entityTag();
		return new Precondition(EntityTags.parse(List.of(tag)).orElseThrow());
	}

	/** An update on a thread of its own. */
	private static final class Waiting {

		private final FutureTask<Optional<Account>> task;

		private final Thread thread;

		Waiting(Callable<Optional<Account>> update) {
			this.task = new FutureTask<>(update);
			this.thread = Thread.startVirtualThread(this.task);
		}

		void awaitParked() {
			await().until(() -> this.thread.getState() == State.TIMED_WAITING);
		}

		AccountException failure() {
			ExecutionException ex = catchThrowableOfType(ExecutionException.class, this.task::get);
			return assertThat(ex.getCause()).asInstanceOf(type(AccountException.class)).actual();
		}

	}

}
