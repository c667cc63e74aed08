package io.zendeskbff.account;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import io.zendeskbff.account.CacheStatus.Way;
import io.zendeskbff.fields.BillingUpdate;
import io.zendeskbff.portal.KnownCallers;
import io.zendeskbff.portal.Role;
import jakarta.servlet.ServletException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a reader is answered, by his role and his headers, and what is asked for it.
 */
class AccountFilterTests {

	private final List<String> calls = new ArrayList<>();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private Account account = account("{\"account_key\":\"k\",\"billing\":{\"city\":\"Bern\"}}");

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			GET  | OWNER | {"account_key":"k","billing":{"city":"Bern"}} | no-store
			HEAD | OWNER | {"account_key":"k","billing":{"city":"Bern"}} | no-store
			GET  | ADMIN | {"account_key":"k"}                           | private, no-cache
			HEAD | ADMIN | {"account_key":"k"}                           | private, no-cache
			""")
	void viewIsTheRolesWhenRead(String method, Role role, String json, String cacheControl) throws Exception {
		filter(KnownCallers.sendBy(role, new MockHttpServletRequest(method, "/")));
		assertThat(this.calls).containsExactly("current");
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentType()).isEqualTo("application/json");
		assertThat(this.response.getContentAsString(UTF_8)).isEqualTo(json);
		assertThat(this.response.getHeader("Cache-Control")).isEqualTo(cacheControl);
		assertThat(this.response.getHeader("ETag")).isEqualTo(this.account.view(role).entityTag());
		assertThat(this.response.getHeader("Age")).isEqualTo("61");
		assertThat(this.response.getHeader("Cache-Status")).isEqualTo("zendesk-account-bff; fwd=stale; collapsed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			4096 | -1
			4097 | 4097
			""")
	void lengthIsToldAtOnceWhenTheContainersBufferDoesNotHoldIt(int length, long told) throws Exception {
		String frame = "{\"account_key\":\"k\",\"x\":\"\"}";
		this.account = account(frame.replace("\"\"", '"' + "x".repeat(length - frame.length()) + '"'));
		filter(KnownCallers.sendBy(Role.OWNER, new MockHttpServletRequest("GET", "/")));
		assertThat(this.response.getContentAsByteArray()).hasSize(length);
		assertThat(this.response.getContentLengthLong() > 0 ? this.response.getContentLengthLong() : -1)
			.isEqualTo(told);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			none | OWNER | 200
			own  | OWNER | 304
			W/own | OWNER | 304
			"x", own | OWNER | 304
			*    | OWNER | 304
			"x"  | OWNER | 200
			x    | OWNER | 200
			own  | ADMIN | 304
			*    | ADMIN | 304
			"x"  | ADMIN | 200
			""")
	void nothingIsSentAgainWhenTheCallerHasIt(@Nullable String known, Role role, int status) throws Exception {
		MockHttpServletRequest request = KnownCallers.sendBy(role, new MockHttpServletRequest("GET", "/"));
		String own = this.account.view(role).entityTag();
		if (known != null) {
			request.addHeader("If-None-Match", known.replace("own", own));
		}
		filter(request);
		assertThat(this.response.getStatus()).isEqualTo(status);
		assertThat(this.response.getContentAsByteArray().length > 0).isEqualTo(status == 200);
		assertThat(this.response.getHeader("ETag")).isEqualTo(own);
		assertThat(this.response.getHeader("Cache-Control")).isNotNull();
	}

	/** Or an admin would learn whether the billing has changed. */
	@Test
	void accountIsSentWhenTheTagIsThatOfAnotherRole() throws Exception {
		MockHttpServletRequest request = KnownCallers.sendBy(Role.ADMIN, new MockHttpServletRequest("GET", "/"));
		request.addHeader("If-None-Match", this.account.view(Role.OWNER).entityTag());
		filter(request);
		assertThat(this.response.getContentAsString(UTF_8)).isEqualTo("{\"account_key\":\"k\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			none                  | current
			no-cache              | read now
			No-Cache              | read now
			max-age=0, no-cache   | read now
			max-age=0             | current
			no-store              | current
			no-cache=x            | current
			no-cacheable          | current
			""")
	void accountIsReadNowWhenTheCallerWantsIt(@Nullable String cacheControl, String call) throws Exception {
		MockHttpServletRequest request = KnownCallers.sendBy(Role.ADMIN, new MockHttpServletRequest("GET", "/"));
		if (cacheControl != null) {
			request.addHeader("Cache-Control", cacheControl);
		}
		filter(request);
		assertThat(this.calls).containsExactly(call);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "POST", "DELETE", "get", "OPTIONS" })
	void othersTakeItWhenTheMethodIsAnother(String method) throws Exception {
		filter(KnownCallers.sendBy(Role.OWNER, new MockHttpServletRequest(method, "/")));
		assertThat(this.calls).containsExactly("chain");
		assertThat(this.response.getContentAsByteArray()).isEmpty();
	}

	@Test
	void nothingIsReadWhenNobodyOrNoRoleIsKnown() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> filter(request));
		assertThatIllegalStateException().isThrownBy(() -> filter(KnownCallers.sendBy(null, request)));
		assertThat(this.calls).isEmpty();
	}

	@Test
	void nothingIsReadWhenTheCallerTakesNoJson() {
		MockHttpServletRequest request = KnownCallers.sendBy(Role.OWNER, new MockHttpServletRequest("GET", "/"));
		request.addHeader("Accept", "text/html");
		assertThatExceptionOfType(HttpMediaTypeNotAcceptableException.class).isThrownBy(() -> filter(request));
		assertThat(this.calls).isEmpty();
	}

	private void filter(MockHttpServletRequest request) throws ServletException, IOException {
		new AccountFilter(new RecordedAccounts()).filter(request, this.response, (_, _) -> this.calls.add("chain"));
	}

	private static Account account(String json) {
		return Account.parse(json.getBytes(UTF_8));
	}

	/** One account, of a known age. */
	private final class RecordedAccounts implements Accounts {

		@Override
		public AccountCopy current() {
			return copy("current");
		}

		@Override
		public AccountCopy currentReadNow() {
			return copy("read now");
		}

		private AccountCopy copy(String call) {
			AccountFilterTests.this.calls.add(call);
			return new AccountCopy(AccountFilterTests.this.account, Duration.ofMillis(61_999),
					new CacheStatus(Way.STALE, true, null, false));
		}

		@Override
		public Optional<Account> update(BillingUpdate update, Precondition precondition) {
			throw new AssertionError("Nobody updates");
		}

	}

}
