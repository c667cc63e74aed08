package io.zendeskbff.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.zendeskbff.account.Account;
import io.zendeskbff.account.AccountCopy;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Precondition;
import io.zendeskbff.audit.Attempt;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.portal.KnownCallers;
import io.zendeskbff.portal.Role;
import io.zendeskbff.surface.BodyReaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is done for an update, in which order, and what its sender is answered.
 */
class BillingControllerTests {

	private static final Account AFTER = Account
		.parse("{\"account_key\":\"k\",\"billing\":{\"city\":\"Bern\"}}".getBytes(UTF_8));

	private static final String TAG = AFTER.view(Role.OWNER).entityTag();

	private final List<String> events = new ArrayList<>();

	private final RecordedAccounts accounts = new RecordedAccounts();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockHttpServletRequest request = KnownCallers.sendBy(Role.OWNER,
			new MockHttpServletRequest("PUT", "/"));

	BillingControllerTests() {
		this.request.addHeader("Content-Type", "application/json");
		this.request.addHeader("X-Request-Id", "id-1");
		send("{\"billing\":{\"city\":\"Bern\"}}");
	}

	@Test
	void ownerSeesTheAccountAfterwardsWhenItCouldBeReadBack() throws Exception {
		update(false);
		assertThat(this.events).containsExactly("started by ann: [CITY] in id-1", "BillingUpdate[CITY] sent",
				"ended: applied, yes");
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentAsString(UTF_8)).isEqualTo(new String(AFTER.json(), UTF_8));
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getHeader("ETag")).isEqualTo(TAG);
		assertThat(this.response.getHeader("Cache-Status")).isEqualTo("zendesk-account-bff; fwd=bypass");
	}

	@Test
	void ownerIsToldThatItIsDoneWhenItCouldNotBeReadBack() throws Exception {
		this.accounts.after = Optional.empty();
		update(false);
		assertThat(this.events).last().isEqualTo("ended: applied, yes");
		assertThat(this.response.getStatus()).isEqualTo(204);
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo("no-store");
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			none         | false | nothing
			*            | false | anything
			tag          | false | the tag
			"x", tag     | true  | the tag
			"x"          | true  | another tag
			W/tag        | true  | another tag
			""")
	void updateGoesOnWithWhatIfMatchWantsWhenSent(@Nullable String ifMatch, boolean required, String wanted)
			throws Exception {
		if (ifMatch != null) {
			this.request.addHeader("If-Match", ifMatch.replace("tag", TAG));
		}
		update(required);
		assertThat(wanted(Objects.requireNonNull(this.accounts.precondition))).isEqualTo(wanted);
	}

	private static String wanted(Precondition precondition) {
		Account other = Account.parse("{\"account_key\":\"other\"}".getBytes(UTF_8));
		if (!precondition.isPresent()) {
			return "nothing";
		}
		if (precondition.holdsFor(other)) {
			return "anything";
		}
		return precondition.holdsFor(AFTER) ? "the tag" : "another tag";
	}

	@Test
	void everyLineOfIfMatchCountsWhenThereAreSeveral() throws Exception {
		this.request.addHeader("If-Match", "\"x\"");
		this.request.addHeader("If-Match", TAG);
		update(false);
		assertThat(wanted(Objects.requireNonNull(this.accounts.precondition))).isEqualTo("the tag");
	}

	@Test
	void nothingIsDoneWhenIfMatchIsMissingWhereItMustNotBe() {
		assertRefused(new Rejection.IfMatchMissing(), true);
	}

	@Test
	void nothingIsDoneWhenIfMatchIsMalformed() {
		this.request.addHeader("If-Match", "x");
		assertRefused(new Rejection.MalformedIfMatch(), false);
	}

	@Test
	void nothingIsDoneWhenTheBodyIsNoJson() {
		send("<billing/>");
		assertRefused(new Rejection.NotJson(), false);
	}

	private void assertRefused(Rejection rejection, boolean required) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> update(required))
			.withMessage(rejection.getClass().getSimpleName())
			.satisfies((ex) -> assertThat(ex.rejection()).isEqualTo(rejection));
		assertThat(this.events).isEmpty();
	}

	@Test
	void nothingIsDoneWhenTheCallerTakesNoJsonOrSendsNone() {
		this.request.addHeader("Accept", "text/html");
		assertThatExceptionOfType(HttpMediaTypeNotAcceptableException.class).isThrownBy(() -> update(false));
		this.request.removeHeader("Accept");
		this.request.removeHeader("Content-Type");
		this.request.addHeader("Content-Type", "text/json");
		assertThatExceptionOfType(HttpMediaTypeNotSupportedException.class).isThrownBy(() -> update(false));
		assertThat(this.events).isEmpty();
	}

	@Test
	void nothingIsSentWhenNobodyWouldWriteItDown() {
		MockHttpServletRequest anonymous = new MockHttpServletRequest("PUT", "/");
		anonymous.addHeader("Content-Type", "application/json");
		anonymous.setContent("{\"billing\":{\"city\":\"Bern\"}}".getBytes(UTF_8));
		assertThatIllegalStateException().isThrownBy(() -> controller(false).update(anonymous, this.response));
		assertThat(this.events).isEmpty();
	}

	@Test
	void nothingIsAnsweredWhenTheUpdateFails() {
		this.accounts.failure = new AccountException(Failure.Plain.TIMED_OUT, Applied.UNKNOWN);
		assertThatExceptionOfType(AccountException.class).isThrownBy(() -> update(false))
			.isSameAs(this.accounts.failure);
		assertThat(this.events).containsExactly("started by ann: [CITY] in id-1", "BillingUpdate[CITY] sent");
		assertThat(Attempt.of(this.request)).hasValueSatisfying((one) -> assertThat(one.isStarted()).isTrue());
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	private void send(String body) {
		this.request.setContent(body.getBytes(UTF_8));
	}

	private void update(boolean required) throws Exception {
		controller(required).update(this.request, this.response);
	}

	private BillingController controller(boolean required) {
		return new BillingController(this.accounts, BodyReaders.patient(), new BillingProperties(required),
				(caller, fields, requestId) -> {
					this.events.add("started by %s: %s in %s".formatted(caller.subject(), fields, requestId));
					return (outcome, applied) -> this.events.add("ended: %s, %s".formatted(outcome, applied));
				});
	}

	/** Takes every update. */
	private final class RecordedAccounts implements Accounts {

		private Optional<Account> after = Optional.of(AFTER);

		private @Nullable AccountException failure;

		private @Nullable Precondition precondition;

		@Override
		public Optional<Account> update(BillingUpdate update, Precondition wanted) {
			BillingControllerTests.this.events.add(update + " sent");
			this.precondition = wanted;
			if (this.failure != null) {
				throw this.failure;
			}
			return this.after;
		}

		@Override
		public AccountCopy current() {
			throw new AssertionError("Nobody reads");
		}

		@Override
		public AccountCopy currentReadNow() {
			throw new AssertionError("Nobody reads");
		}

	}

}
