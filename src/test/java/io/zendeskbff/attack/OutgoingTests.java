package io.zendeskbff.attack;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.zendeskbff.contract.LoginBff;
import io.zendeskbff.contract.LoginBffExtension;
import io.zendeskbff.contract.RunningBff;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * ATTACKS.md, row outgoing: whoever calls and whatever he sends along, Zendesk receives
 * the service's own token and the service's own headers, and no other. A token is asked
 * for on the way, so that this call is seen as well.
 */
@ExtendWith(LoginBffExtension.class)
class OutgoingTests {

	private static final String BODY = "{\"billing\":{\"city\":\"Bern\"}}";

	private static final String PATH = RunningBff.ACCOUNT + "?canary=1&agent=canary";

	private static final String[] HEADERS = { "X-Forwarded-For", "192.0.2.66, canary", "X-Forwarded-Host",
			"canary.example", "X-Forwarded-Proto", "https", "X-Forwarded-Prefix", "/canary", "X-Forwarded-User",
			"canary", "Forwarded", "for=canary;host=canary.example", "Via", "1.1 canary", "X-Real-IP", "192.0.2.66",
			"Client-IP", "canary", "User-Agent", "canary/1.0", "Referer", "https://canary.example/", "From",
			"canary@example.com", "Accept", "application/json, text/canary;q=0.1", "Accept-Language", "canary",
			"Accept-Encoding", "gzip", "Cache-Control", "no-cache", "If-None-Match", "\"canary\"", "If-Modified-Since",
			"Sat, 29 Nov 2025 00:00:00 GMT", "Range", "bytes=0-1", "Prefer", "canary", "X-Request-Id", "canary-1",
			"X-Correlation-Id", "canary", "Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
			"Tracestate", "canary=1", "Baggage", "canary=1", "B3", "canary", "Proxy-Authorization", "Basic canary",
			"X-Api-Key", "canary", "X-Zendesk-Account", "canary", "X-HTTP-Method-Override", "DELETE", "X-Original-URL",
			"/canary", "TE", "trailers", "Priority", "u=1", "Sec-Fetch-Mode", "cors" };

	@ParameterizedTest
	@CsvSource({ "token, GET", "token, HEAD", "token, PUT", "session, GET", "session, HEAD", "session, PUT" })
	void zendeskHearsOnlyFromUsWhenSomebodyCalls(String caller, String method, LoginBff service) {
		RunningBff bff = service.bff();
		String token = bff.issuer().owner();
		bff.zendesk().revokeTokens();
		HttpResponse<String> answer = caller.equals("token") ? callWithToken(bff, method, token)
				: callWithSession(service, method);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(bff.zendesk().tokenCalls()).isOne();
		assertThat(bff.zendesk().requests(method.equals("PUT") ? "PUT" : "GET", RunningBff.CHAT_ACCOUNT))
			.hasSizeBetween(2, 3);
		assertThat(bff.zendesk().requests()).allSatisfy(OutgoingTests::assertOurs)
			.noneMatch((request) -> request.getHeaders().toString().contains(token));
	}

	private static HttpResponse<String> callWithToken(RunningBff bff, String method, String token) {
		String[] headers = Stream.concat(Stream.of(HEADERS), Stream.of("Cookie", "a=canary; JSESSIONID=canary"))
			.toArray(String[]::new);
		return method.equals("PUT") ? bff.put(PATH, token, BODY, headers)
				: bff.send(bff.request(method, PATH, token, BodyPublishers.noBody(), headers));
	}

	private static HttpResponse<String> callWithSession(LoginBff service, String method) {
		return method.equals("PUT") ? service.browser().login().put(BODY, HEADERS)
				: service.browser().login().call(method, PATH, HEADERS);
	}

	private static void assertOurs(LoggedRequest request) {
		boolean isForToken = request.getMethod().getName().equals("POST");
		assertThat(request.getUrl()).isIn(isForToken ? List.of("/oauth2/chat/token")
				: List.of(RunningBff.CHAT_ACCOUNT, "/api/v2/chat/agents/me"));
		assertThat(request.getHeaders().toString()).doesNotContainIgnoringCase("canary", "192.0.2.66");
		assertThat(names(request)).as("%s", request).isEqualTo(names(request.getMethod().getName()));
		assertThat(request.header("User-Agent").values()).singleElement().asString().startsWith("zendesk-account-bff");
		assertThat(request.header("Host").values()).hasSize(1);
		assertThat(request.getBodyAsString()).doesNotContain("canary");
		if (!isForToken) {
			assertThat(request.header("Authorization").values()).singleElement().asString().startsWith("Bearer ");
			assertThat(request.header("Accept-Encoding").values()).containsExactly("identity");
		}
	}

	private static List<String> names(LoggedRequest request) {
		return request.getHeaders().keys().stream().map((name) -> name.toLowerCase(Locale.ROOT)).sorted().toList();
	}

	/** A token is asked for with id and secret in the form. */
	private static List<String> names(String method) {
		return switch (method) {
			case "PUT" -> List.of("accept", "accept-encoding", "authorization", "content-length", "content-type",
					"host", "user-agent");
			case "POST" -> List.of("accept", "accept-encoding", "content-length", "content-type", "host", "user-agent");
			default -> List.of("accept", "accept-encoding", "authorization", "host", "user-agent");
		};
	}

}
