package io.zendeskbff.contract;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

import com.nimbusds.jose.JWSAlgorithm;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole table of caller, method and path: status, problem, cookies, and whether
 * Zendesk heard of it.
 */
@ExtendWith(BffExtension.class)
class CallersTests {

	private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS",
			"TRACE", "FOO");

	private static final Set<String> KNOWN_METHODS = Set.of("GET", "HEAD", "PUT");

	private static final List<String> PATHS = List.of(RunningBff.ACCOUNT, RunningBff.CHAT_ACCOUNT,
			RunningBff.ACCOUNT + "?a=b");

	/** Other spellings of the path, and paths that a framework might bring along. */
	private static final List<String> NO_PATHS = List.of("/api/v2/account/", "//api/v2/account", "/api//v2/account",
			"/api/v2/account;x=1", "/api/v2/./account", "/api/v2/x/../account", "/API/v2/account", "/api/v2/Account",
			"/api/v2/account.json", "/api/v2/%61ccount", "/api/v2/account%20", "/api/v2", "/api/v2/chat/account/",
			"/api/v2/chat/agents/me", "/error", "/actuator", "/actuator/health", "/actuator/prometheus", "/login",
			"/logout", "/oauth2/authorization/zendesk", "/login/oauth2/code/zendesk", "/fake/state",
			"/v3/api-docs.yaml", "/v3/api-docs/swagger-config", "/swagger-ui.html", "/swagger-ui/index.html");

	@ParameterizedTest
	@ValueSource(strings = { "/api/v2/account%00", "/api/v2/account%2f", "/api%2fv2/account", "/api/v2/acc%5count" })
	void containerRefusesInTheSameWordsWhenPathIsEncodedOddly(String path, RunningBff bff) {
		HttpResponse<String> response = bff.get(path, bff.issuer().owner());
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(RunningBff.slug(response)).isEqualTo("bad-request");
		assertThat(response.headers().map()).containsKeys("x-request-id").doesNotContainKey("set-cookie");
		assertThat(bff.accountCalls()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void answerIsTheContractsWhenCallerCallsPath(Caller caller, RunningBff bff) {
		bff.zendesk().requestsPerMinute(10_000);
		SoftAssertions softly = new SoftAssertions();
		for (String method : METHODS) {
			PATHS.forEach((path) -> check(softly, bff, caller, method, path, expected(caller, method)));
		}
		for (String method : List.of("GET", "PUT", "POST")) {
			NO_PATHS.forEach((path) -> check(softly, bff, caller, method, path, Expected.NOT_FOUND));
		}
		softly.assertAll();
	}

	private static void check(SoftAssertions softly, RunningBff bff, Caller caller, String method, String path,
			Expected expected) {
		long before = bff.accountCalls();
		HttpRequest.Builder request = HttpRequest.newBuilder(bff.uri(path))
			.method(method,
					method.equals("PUT") ? BodyPublishers.ofString("{\"billing\":{\"city\":\"Bern\"}}")
							: BodyPublishers.noBody())
			.header("Content-Type", "application/json");
		caller.headers.accept(bff.issuer(), request);
		HttpResponse<String> response = bff.send(request);
		String call = "%s %s %s".formatted(caller, method, path);
		softly.assertThat(response.statusCode()).as(call).isEqualTo(expected.status);
		softly.assertThat(bff.accountCalls() - before)
			.as("upstream calls of " + call)
			.isEqualTo(expected.calls(method));
		softly.assertThat(response.headers().map())
			.as(call)
			.doesNotContainKey("set-cookie")
			.containsKeys("x-request-id", "vary", "x-content-type-options", "cache-control");
		softly.assertThat(response.headers().map().containsKey("www-authenticate"))
			.as(call)
			.isEqualTo(expected == Expected.UNAUTHENTICATED);
		softly.assertThat(response.headers().map().containsKey("allow"))
			.as(call)
			.isEqualTo(expected == Expected.METHOD_NOT_ALLOWED);
		if (expected != Expected.OK && !method.equals("HEAD")) {
			softly.assertThat(RunningBff.slug(response)).as(call).isEqualTo(expected.slug);
			softly.assertThat(response.headers().firstValue("content-type"))
				.as(call)
				.hasValue("application/problem+json");
		}
	}

	private static Expected expected(Caller caller, String method) {
		if (!KNOWN_METHODS.contains(method)) {
			return Expected.METHOD_NOT_ALLOWED;
		}
		return switch (caller.rights) {
			case UNKNOWN -> Expected.UNAUTHENTICATED;
			case NONE -> Expected.ROLE_REQUIRED;
			case READ -> method.equals("PUT") ? Expected.ROLE_REQUIRED : Expected.OK;
			case WRITE -> Expected.OK;
		};
	}

	private enum Expected {

		OK(200, ""), UNAUTHENTICATED(401, "unauthenticated"), ROLE_REQUIRED(403, "role-required"),
		NOT_FOUND(404, "not-found"), METHOD_NOT_ALLOWED(405, "method-not-allowed");

		private final int status;

		private final String slug;

		Expected(int status, String slug) {
			this.status = status;
			this.slug = slug;
		}

		/** A PUT is read back. */
		private long calls(String method) {
			if (this != OK) {
				return 0;
			}
			return method.equals("PUT") ? 2 : 1;
		}

	}

	private enum Rights {

		UNKNOWN, NONE, READ, WRITE

	}

	enum Caller {

		ANONYMOUS(Rights.UNKNOWN, (_, _) -> {
		}),

		EMPTY(Rights.UNKNOWN, (_, request) -> request.header("Authorization", "")),

		BASIC(Rights.UNKNOWN, (_, request) -> request.header("Authorization", "Basic b3duZXI6b3duZXI=")),

		NO_TOKEN(Rights.UNKNOWN, (_, request) -> request.header("Authorization", "Bearer ")),

		GARBAGE(Rights.UNKNOWN, (_, request) -> request.header("Authorization", "Bearer garbage")),

		TWO_HEADERS(Rights.UNKNOWN,
				(issuer, request) -> request.header("Authorization", "Bearer " + issuer.owner())
					.header("Authorization", "Bearer " + issuer.owner())),

		TWO_TOKENS(Rights.UNKNOWN,
				(issuer, request) -> request.header("Authorization",
						"Bearer " + issuer.owner() + ", Bearer " + issuer.owner())),

		COOKIE_BESIDE_BAD_TOKEN(Rights.UNKNOWN,
				(_, request) -> request.header("Authorization", "Bearer bad").header("Cookie", "JSESSIONID=1")),

		WRONG_ISSUER(Rights.UNKNOWN, token((issuer) -> issuer.with((claims) -> claims.issuer("https://evil.example")))),

		NO_ISSUER(Rights.UNKNOWN, token((issuer) -> issuer.with((claims) -> claims.issuer(null)))),

		WRONG_AUDIENCE(Rights.UNKNOWN, token((issuer) -> issuer.with((claims) -> claims.audience("another-service")))),

		LONGER_AUDIENCE(Rights.UNKNOWN,
				token((issuer) -> issuer.with((claims) -> claims.audience(PortalIssuer.AUDIENCE + "-2")))),

		NO_AUDIENCE(Rights.UNKNOWN, token((issuer) -> issuer.with((claims) -> claims.audience((String) null)))),

		EXPIRED(Rights.UNKNOWN, token((issuer) -> issuer.with((claims) -> claims.expirationTime(in(-90))))),

		NO_EXPIRY(Rights.UNKNOWN, token((issuer) -> issuer.with((claims) -> claims.expirationTime(null)))),

		NOT_YET(Rights.UNKNOWN, token((issuer) -> issuer.with((claims) -> claims.notBeforeTime(in(90))))),

		UNSIGNED(Rights.UNKNOWN, token(PortalIssuer::unsigned)),

		STRANGERS_KEY(Rights.UNKNOWN, token(PortalIssuer::signedByStranger)),

		PUBLIC_KEY_AS_SECRET(Rights.UNKNOWN, token(PortalIssuer::signedWithPublicKey)),

		OTHER_ALGORITHM(Rights.UNKNOWN, token((issuer) -> issuer.signedWith(JWSAlgorithm.RS512))),

		LOGOUT_TOKEN(Rights.UNKNOWN, token((issuer) -> issuer.typed("logout+jwt"))),

		NO_ROLE(Rights.NONE, token(PortalIssuer::withRoles)),

		NO_ROLES_CLAIM(Rights.NONE, token((issuer) -> issuer.with((claims) -> claims.claim("roles", null)))),

		OTHER_ROLE(Rights.NONE, token((issuer) -> issuer.withRoles("agent"))),

		UPPER_CASE_ROLE(Rights.NONE, token((issuer) -> issuer.withRoles("ZENDESK-OWNER"))),

		LOOK_ALIKE_ROLE(Rights.NONE, token((issuer) -> issuer.withRoles("zendesk\u2010owner", "zendesk-owner "))),

		ADMIN(Rights.READ, token(PortalIssuer::admin)),

		ADMIN_AS_STRING(Rights.READ,
				token((issuer) -> issuer.with((claims) -> claims.claim("roles", "zendesk-admin")))),

		OWNER(Rights.WRITE, token(PortalIssuer::owner)),

		OWNER_AND_ADMIN(Rights.WRITE, token((issuer) -> issuer.withRoles("zendesk-admin", "zendesk-owner"))),

		OWNER_SLOW_CLOCK(Rights.WRITE, token((issuer) -> issuer.with((claims) -> claims.expirationTime(in(-30))))),

		OWNER_UNTYPED(Rights.WRITE, token((issuer) -> issuer.typed(null))),

		OWNER_ACCESS_TOKEN(Rights.WRITE, token((issuer) -> issuer.typed("at+jwt")));

		private final Rights rights;

		private final BiConsumer<PortalIssuer, HttpRequest.Builder> headers;

		Caller(Rights rights, BiConsumer<PortalIssuer, HttpRequest.Builder> headers) {
			this.rights = rights;
			this.headers = headers;
		}

		private static BiConsumer<PortalIssuer, HttpRequest.Builder> token(
				java.util.function.Function<PortalIssuer, String> token) {
			return (issuer, request) -> request.header("Authorization", "Bearer " + token.apply(issuer));
		}

		private static Date in(int seconds) {
			return Date.from(Instant.now().plusSeconds(seconds));
		}

	}

}
