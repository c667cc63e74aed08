package io.zendeskbff.problem;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.zendeskbff.account.AccountException;
import io.zendeskbff.billing.RejectedException;
import io.zendeskbff.billing.Rejection;
import io.zendeskbff.connect.ConnectException;
import io.zendeskbff.connection.ConnectionException;
import io.zendeskbff.login.ParameterException;
import io.zendeskbff.logout.LogoutTokenException;
import io.zendeskbff.origin.CsrfException;
import io.zendeskbff.session.LoginTooOldException;
import io.zendeskbff.session.SessionUnavailableException;
import io.zendeskbff.store.StoreException;
import io.zendeskbff.surface.BodyReader;
import io.zendeskbff.surface.BodyTooLargeException;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.tomcat.util.http.InvalidParameterException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * The one place where a failure of any kind becomes a problem.
 */
final class Problems {

	/** How long to wait where nobody says. */
	static final Duration PAUSE = Duration.ofSeconds(5);

	private Problems() {
	}

	static Problem of(Exception failure) {
		return switch (failure) {
			case AccountException ex -> AccountProblems.of(ex);
			case RejectedException ex -> of(ex.rejection());
			case BodyTooLargeException _ -> Problem.of(ProblemType.PAYLOAD_TOO_LARGE,
					"The body may have at most %d octets.".formatted(BodyReader.MOST_OCTETS));
			case InvalidParameterException _ ->
				Problem.of(ProblemType.BAD_REQUEST, "A parameter of the query is malformed.");
			case ConnectException ex -> ConnectionProblems.of(ex);
			case ConnectionException ex -> ConnectionProblems.of(ex);
			case StoreException _ -> AccountProblems.storeUnavailable();
			case BulkheadFullException _ -> overloaded();
			case AuthenticationServiceException _ -> identityProviderAway();
			case LoginTooOldException ex -> Challenge.tooOld(ex.maxAge());
			case AuthenticationException ex -> Challenge.of(ex);
			case SessionUnavailableException _ -> sessionUnavailable();
			case CsrfException ex -> Problem.of(ProblemType.CSRF, String.valueOf(ex.getMessage()));
			case ParameterException ex -> Problem.of(ProblemType.BAD_REQUEST, String.valueOf(ex.getMessage()));
			case LogoutTokenException ex -> Problem.of(ProblemType.BAD_REQUEST, String.valueOf(ex.getMessage()));
			case AccessDeniedException ex -> Problem.of(ProblemType.ROLE_REQUIRED, RequiredRole.sentence(ex));
			case NoResourceFoundException _ -> Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.");
			case HttpRequestMethodNotSupportedException ex -> methodNotAllowed(ex);
			case HttpMediaTypeNotAcceptableException _ ->
				Problem.of(ProblemType.NOT_ACCEPTABLE, "The answer is application/json, which Accept leaves out.");
			case HttpMediaTypeNotSupportedException _ -> unsupportedMediaType();
			case SocketTimeoutException _ -> lateBody();
			case ClientAbortException ex when ex.getCause() instanceof SocketTimeoutException -> lateBody();
			case ClientAbortException _ -> brokenBody();
			case BadRequestException _ -> brokenBody();
			case RequestRejectedException _ ->
				Problem.of(ProblemType.BAD_REQUEST, "A header holds characters that are not allowed there.");
			default -> Problem.of(ProblemType.INTERNAL, "Something went wrong in this service.");
		};
	}

	private static Problem of(Rejection rejection) {
		return switch (rejection) {
			case Rejection.NotJson() ->
				Problem.of(ProblemType.INVALID_JSON, "The body is not one well-formed JSON object in UTF-8.");
			case Rejection.Invalid(var violations) ->
				Problem.of(ProblemType.INVALID_BILLING, "The body is not a billing update; nothing of it was sent.")
					.with(violations);
			case Rejection.MalformedIfMatch() ->
				Problem.of(ProblemType.BAD_REQUEST, "If-Match is neither * nor a list of entity tags in quotes.");
			case Rejection.IfMatchMissing() -> Problem.of(ProblemType.PRECONDITION_REQUIRED,
					"An update needs If-Match with the ETag of the account that it is based on.");
		};
	}

	/** Nobody is let in unverified, and nobody is told that his good token is bad. */
	private static Problem identityProviderAway() {
		return Problem.of(ProblemType.UPSTREAM_UNAVAILABLE, "The identity provider cannot be reached.")
			.withRetryAfter(PAUSE);
	}

	/** Nobody is logged out by an outage. */
	private static Problem sessionUnavailable() {
		return Problem.of(ProblemType.SESSION_UNAVAILABLE, "Whether you are logged in cannot be looked up just now.")
			.withRetryAfter(PAUSE);
	}

	static Problem overloaded() {
		return Problem.of(ProblemType.OVERLOADED, "Too many calls are waiting.").withRetryAfter(PAUSE);
	}

	private static Problem lateBody() {
		return Problem.of(ProblemType.REQUEST_TIMEOUT, "The request's body did not arrive in time.");
	}

	private static Problem brokenBody() {
		return Problem.of(ProblemType.BAD_REQUEST, "The request's body is malformed or breaks off.");
	}

	private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException ex) {
		String allowed = Optional.ofNullable(ex.getSupportedHttpMethods())
			.orElse(Set.of())
			.stream()
			.map(HttpMethod::name)
			.sorted()
			.collect(Collectors.joining(", "));
		return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path takes " + allowed + ".")
			.withHeader(HttpHeaders.ALLOW, allowed);
	}

	private static Problem unsupportedMediaType() {
		return Problem
			.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json in UTF-8, without encoding.")
			.withHeader(HttpHeaders.ACCEPT, "application/json");
	}

}
