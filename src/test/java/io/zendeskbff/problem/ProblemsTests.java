package io.zendeskbff.problem;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.account.Applied;
import io.zendeskbff.account.Failure;
import io.zendeskbff.account.Failure.Plain;
import io.zendeskbff.billing.Rejection;
import io.zendeskbff.billing.Rejections;
import io.zendeskbff.billing.Violation;
import io.zendeskbff.connect.ConnectException;
import io.zendeskbff.connect.ConnectFailures;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.grant.GrantException;
import io.zendeskbff.grant.GrantFailures;
import io.zendeskbff.login.ParameterFailures;
import io.zendeskbff.logout.LogoutFailures;
import io.zendeskbff.origin.CsrfException;
import io.zendeskbff.session.LoginFailures;
import io.zendeskbff.store.StoreExceptions;
import io.zendeskbff.surface.BodyReaders;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a caller is told of each failure: status, slug, headers and a sentence.
 */
class ProblemsTests {

	private static final String REALM = "Bearer realm=\"zendesk-account-bff\"";

	@ParameterizedTest
	@MethodSource
	void callerIsToldWhatConcernsHimWhenSomethingFails(Exception failure, String told, String sentence) {
		Problem problem = Problems.of(failure);
		assertThat(told(problem)).isEqualTo(told);
		assertThat(problem.detail()).contains(sentence).matches("[A-Z][^\n]*\\.");
		assertThat(problem.violations()).isEmpty();
		assertThat(problem.applied()).isEqualTo(Applied.NO);
		assertThat(problem.loginUrl()).isNull();
		assertThat(problem.toString()).doesNotContain("s3cret");
	}

	static Stream<Arguments> callerIsToldWhatConcernsHimWhenSomethingFails() throws Exception {
		return Stream.of(row(BodyReaders.tooLarge(), "413 payload-too-large", "65536 octets"),
				row(new InvalidParameterException("s3cret"), "400 bad-request", "parameter of the query"),
				row(StoreExceptions.silence(), "503 store-unavailable {Retry-After=5}", "replicas share"),
				row(BulkheadFullException.createBulkheadFullException(Bulkhead.ofDefaults("s3cret")),
						"503 overloaded {Retry-After=5}", "waiting"),
				row(new AuthenticationServiceException("s3cret"), "503 upstream-unavailable {Retry-After=5}",
						"identity provider"),
				row(LoginFailures.tooOld(Duration.ofMinutes(5)),
						"401 login-too-old {WWW-Authenticate=" + REALM
								+ ", error=\"insufficient_user_authentication\", max_age=\"300\"}",
						"older than 300 seconds"),
				row(new InsufficientAuthenticationException("s3cret"),
						"401 unauthenticated {WWW-Authenticate=" + REALM + "}", "bearer token"),
				row(new InvalidBearerTokenException("s3cret"),
						"401 unauthenticated {WWW-Authenticate=" + REALM + ", error=\"invalid_token\"}",
						"bearer token"),
				row(LoginFailures.unavailable(), "503 session-unavailable {Retry-After=5}", "logged in"),
				row(new CsrfException("Not from there."), "403 csrf", "Not from there."),
				row(ParameterFailures.of("Not twice."), "400 bad-request", "Not twice."),
				row(LogoutFailures.token("No event."), "400 bad-request", "No event."),
				row(new AccessDeniedException("s3cret"), "403 role-required", "This call is not allowed."),
				row(new NoResourceFoundException(HttpMethod.GET, "/s3cret", "/s3cret"), "404 not-found", "nothing"),
				row(new HttpRequestMethodNotSupportedException("s3cret", List.of("PUT", "GET", "HEAD")),
						"405 method-not-allowed {Allow=GET, HEAD, PUT}", "This path takes GET, HEAD, PUT."),
				row(new HttpRequestMethodNotSupportedException("s3cret"), "405 method-not-allowed {Allow=}", "takes"),
				row(new HttpMediaTypeNotAcceptableException(List.of()), "406 not-acceptable", "application/json"),
				row(new HttpMediaTypeNotSupportedException((MediaType) null, List.of()),
						"415 unsupported-media-type {Accept=application/json}", "application/json in UTF-8"),
				row(new SocketTimeoutException("s3cret"), "408 request-timeout", "in time"),
				row(new ClientAbortException(new SocketTimeoutException("s3cret")), "408 request-timeout", "in time"),
				row(new ClientAbortException(new IOException("s3cret")), "400 bad-request", "breaks off"),
				row(new BadRequestException("s3cret"), "400 bad-request", "breaks off"),
				row(new RequestRejectedException("s3cret"), "400 bad-request", "A header holds characters"),
				row(new IllegalStateException("s3cret"), "500 internal", "Something went wrong"),
				row(Rejections.of(new Rejection.NotJson()), "400 invalid-json", "JSON object in UTF-8"),
				row(Rejections.of(new Rejection.MalformedIfMatch()), "400 bad-request", "If-Match is neither"),
				row(Rejections.of(new Rejection.IfMatchMissing()), "428 precondition-required", "needs If-Match"));
	}

	private static Arguments row(Exception failure, String told, String sentence) {
		return arguments(failure, told, sentence);
	}

	@Test
	void callerIsToldEveryReasonWhenHisUpdateIsNone() {
		List<Violation> reasons = List.of(new Violation("/billing/x", "unknown", "is no billing field"),
				new Violation("/billing/city", "type", "must be a string"));
		Problem problem = Problems.of(Rejections.of(new Rejection.Invalid(reasons)));
		assertThat(told(problem)).isEqualTo("422 invalid-billing");
		assertThat(problem.violations()).isEqualTo(reasons);
	}

	@ParameterizedTest
	@CsvSource({ "ADMIN, This call needs the role admin.", "OWNER, This call needs the role owner.",
			"other, This call is not allowed." })
	void callerIsToldTheRoleThatHeLacksWhenRefused(String authority, String sentence) {
		AuthorizationDecision decision = new AuthorityAuthorizationDecision(false,
				AuthorityUtils.createAuthorityList(authority));
		Problem problem = Problems.of(new AuthorizationDeniedException("s3cret", decision));
		assertThat(told(problem)).isEqualTo("403 role-required");
		assertThat(problem.detail()).isEqualTo(sentence);
	}

	@Test
	void callerIsToldNoRoleWhenNoneWouldHelp() {
		Problem problem = Problems.of(new AuthorizationDeniedException("s3cret", new AuthorizationDecision(false)));
		assertThat(problem.detail()).isEqualTo("This call is not allowed.");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			TIMED_OUT            | 504 upstream-timeout                     | time allowed
			BROKEN               | 502 upstream-failed                      | failed
			INVALID              | 502 upstream-invalid                     | did not answer with the account
			UNEXPECTED           | 502 upstream-invalid                     | did not answer with the account
			GONE                 | 502 upstream-invalid                     | did not answer with the account
			FORBIDDEN            | 502 upstream-forbidden                   | forbids
			CREDENTIALS_REFUSED  | 502 upstream-credentials                 | operator
			READ_ONLY_GRANT      | 502 upstream-credentials                 | scope write
			NOT_CONNECTED        | 503 not-connected                        | owner must connect
			READ_ONLY            | 409 account-read-only                    | Zendesk Support
			CONNECTION_NOT_OWNER | 409 connection-not-owner                 | not the account's owner
			PRECONDITION_FAILED  | 412 precondition-failed                  | If-Match
			STORE_UNAVAILABLE    | 503 store-unavailable {Retry-After=5}    | replicas share
			OVERLOADED           | 503 overloaded {Retry-After=5}           | waiting
			""")
	void callerIsToldWhatAndWhetherItIsDoneWhenZendesksAccountFails(Plain failure, String told, String sentence) {
		assertTold(failure, told, sentence);
	}

	@Test
	void callerIsToldTheParticularsWhenZendeskGivesThem() {
		assertTold(new Failure.Unavailable(null), "503 upstream-unavailable {Retry-After=5}", "cannot be reached");
		assertTold(new Failure.Unavailable(Duration.ofMillis(9_001)), "503 upstream-unavailable {Retry-After=10}",
				"cannot be reached");
		assertTold(new Failure.Throttled(Duration.ofSeconds(30)), "503 upstream-throttled {Retry-After=30}", "while");
		assertTold(new Failure.Throttled(Duration.ofSeconds(-3)), "503 upstream-throttled {Retry-After=0}", "while");
		assertTold(new Failure.OtherAccount("k2"), "502 upstream-invalid", "account k2 is not the one");
		Problem refused = assertTold(new Failure.BillingRefused(Set.of(BillingField.PHONE, BillingField.CITY)),
				"422 billing-refused", "refused the values");
		assertThat(refused.violations()).containsExactly(
				new Violation("/billing/city", "refused", "was refused by Zendesk"),
				new Violation("/billing/phone", "refused", "was refused by Zendesk"));
	}

	private static Problem assertTold(Failure failure, String told, String sentence) {
		for (Applied applied : Applied.values()) {
			Problem problem = Problems.of(new AccountException(failure, applied));
			assertThat(told(problem)).isEqualTo(told);
			assertThat(problem.detail()).contains(sentence);
			assertThat(problem.applied()).isEqualTo(applied);
		}
		return Problems.of(new AccountException(failure, Applied.NO));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NOT_CONNECTED    | 503 not-connected
			UNAVAILABLE      | 503 upstream-unavailable {Retry-After=5}
			TIMED_OUT        | 504 upstream-timeout
			REFUSED          | 502 upstream-credentials
			INVALID          | 502 upstream-credentials
			TOKENS_REFUSED   | 502 upstream-credentials
			NO_REFRESH_TOKEN | 502 upstream-credentials
			READ_ONLY_SCOPE  | 502 upstream-credentials
			STORE_AWAY       | 503 store-unavailable {Retry-After=5}
			OTHER_ACCOUNT    | 400 authorization-failed
			""")
	void ownerIsToldWhatToDoWhenConnectingFails(ConnectionException.Reason reason, String told) {
		Problem problem = Problems.of(ConnectionException.of(reason));
		assertThat(told(problem)).isEqualTo(told);
		assertThat(problem.detail().endsWith(" Nothing was changed; begin again."))
			.isEqualTo(!Set.of("not-connected", "store-unavailable").contains(problem.type().slug()));
	}

	@Test
	void ownerIsToldToWaitForAsLongAsZendeskSaysWhenItSaysSo() {
		Problem problem = Problems.of(ConnectionException
			.of(GrantFailures.asking(GrantException.Reason.UNAVAILABLE, Duration.ofSeconds(30))));
		assertThat(told(problem)).isEqualTo("503 upstream-unavailable {Retry-After=30}");
	}

	@ParameterizedTest
	@EnumSource
	void ownerIsToldWhyWhenHisAuthorizationCameToNothing(ConnectException.Reason reason) {
		Problem problem = Problems.of(ConnectFailures.of(reason));
		assertThat(told(problem)).isEqualTo((reason == ConnectException.Reason.NOT_INTERACTIVE)
				? "409 grant-not-interactive" : "400 authorization-failed");
		assertThat(problem.detail()).isEqualTo(ConnectFailures.of(reason).sentence());
	}

	private static String told(Problem problem) {
		Map<String, String> headers = problem.headers();
		return problem.type().status().value() + " " + problem.type().slug() + (headers.isEmpty() ? "" : " " + headers);
	}

}
