package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.contract.StoreTraces.Place;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.tools.RequiresRedis;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A whole life of a connection and an account in the shared store: whoever listens there,
 * or finds its disk, learns nothing of either.
 */
@RequiresRedis
class StoreSecrecyTests {

	private static final String OWNER = "subject-of-the-owner";

	private static final String ADMIN = "subject-of-the-admin";

	private static final String UPDATE = """
			{"billing":{"additional_info":"canary-additional-info","address1":"canary-address-one",
			"address2":"canary-address-two","city":"canary-city-name","company":"canary-company-name",
			"country_code":"LI","email":"canary-email@canary.example","first_name":"canary-first-name",
			"last_name":"canary-last-name","phone":"+99 (99) 4711-0815","postal_code":"canary-post-code",
			"state":"canary-state-name","cycle":97}}""";

	/** Two of the thirteen are too short to be looked for without their names. */
	private static final List<String> CANARIES = List.of("canary-additional-info", "canary-address-one",
			"canary-address-two", "canary-city-name", "canary-company-name", "\"country_code\":\"LI\"",
			"canary-email@canary.example", "canary-first-name", "canary-last-name", "+99 (99) 4711-0815",
			"canary-post-code", "canary-state-name", "\"cycle\":97");

	/** What the account holds before, and the connected user's; in ASCII. */
	private static final List<String> OWN = List.of("2EVhUzkYUT6ePVGZ3C5tn1hWyXW9nXlK", "cher & S", "hne AG",
			"billing@example.com", "Bahnhofstrasse 1", "\"city\":\"Bern\"", "\"postal_code\":\"3011\"",
			"\"country_code\":\"CH\"", "Chat for growing teams", "owner@example.com", "portal-server");

	/** The account's, the tokens' and the authorization's. */
	private static final List<String> MEMBERS = List.of("account_key", "country_code", "postal_code", "\"billing\"",
			"max_departments", "access_token", "refresh_token", "accessToken", "refreshToken", "accountKey",
			"code_verifier", "redirectUri", "\"subject\"", "\"starter\"", "\"outcome\"", "requestId");

	private static final String JAVA = "\u00ac\u00ed\0\u0005";

	private static final String JAVA_ESCAPED = "\\xac\\xed\\x00\\x05";

	private final Set<String> secrets = new TreeSet<>(List.of(FakeZendesk.CLIENT_SECRET, OWNER, ADMIN));

	@Test
	void nothingCanBeReadInTheStoreWhenAConnectionAndAnAccountLiveThere() {
		try (StoreTraces traces = new StoreTraces()) {
			try (RunningBff bff = RunningBff.startCaching(traces.redis().settings(OwnersBrowser.SETTINGS))) {
				live(bff, traces);
				this.secrets.addAll(received(bff.zendesk().requests()));
			}
			traces.collect();
			assertThat(this.secrets).filteredOn((secret) -> secret.matches("[0-9a-f]{64}"))
				.as("a code, two pairs of tokens, and another client's token")
				.hasSizeGreaterThanOrEqualTo(6);
			this.secrets.addAll(CANARIES);
			this.secrets.addAll(OWN);
			this.secrets.addAll(MEMBERS);
			assertThat(this.secrets).allSatisfy((secret) -> assertThat(traces.placesOf(secret)).as(secret).isEmpty());
			assertThat(List.of(JAVA, JAVA_ESCAPED)).allSatisfy((header) -> requireNowhere(traces, header));
			assertThat(traces.placesOf("eyJ")).as("what is sealed").containsExactly(Place.values());
			requireFinds(traces);
		}
	}

	private static void requireNowhere(StoreTraces traces, String header) {
		assertThat(traces.placesOf(header)).as("Java's serialization").isEmpty();
	}

	/** Connect, read, update, renew, fail, and disconnect. */
	private void live(RunningBff bff, StoreTraces traces) {
		OwnersBrowser browser = new OwnersBrowser(bff);
		URI authorization = browser.begin();
		URI callback = browser.answerOf(authorization);
		this.secrets.addAll(values(callback));
		assertThat(bff.get("/connection", owner(bff)).body()).contains("\"connecting\"");
		traces.collect();
		assertThat(browser.comeBack(callback).statusCode()).isEqualTo(303);
		read(bff);
		assertThat(cacheStatus(bff.get(RunningBff.ACCOUNT, owner(bff)))).contains("; hit");
		traces.collect();
		HttpResponse<String> updated = bff.put(RunningBff.ACCOUNT, owner(bff), UPDATE);
		assertThat(updated.statusCode()).as(updated.body()).isEqualTo(200);
		assertThat(CANARIES).allSatisfy((canary) -> assertThat(updated.body()).contains(canary));
		await().until(() -> bff.get("/changes", owner(bff)).body().contains("\"outcome\":\"applied\""));
		read(bff);
		traces.collect();
		renew(bff);
		traces.collect();
		fail(bff, browser);
		traces.collect();
		assertThat(bff.send(bff.request("DELETE", "/connection", owner(bff), BodyPublishers.noBody())).statusCode())
			.isEqualTo(200);
	}

	private void read(RunningBff bff) {
		assertThat(bff.get(RunningBff.ACCOUNT, owner(bff)).statusCode()).isEqualTo(200);
		assertThat(bff.get(RunningBff.ACCOUNT, admin(bff)).statusCode()).isEqualTo(200);
		assertThat(bff.get("/connection", admin(bff)).statusCode()).isEqualTo(200);
		this.secrets.addAll(given(bff));
	}

	private void renew(RunningBff bff) {
		int before = bff.zendesk().tokenCalls("refresh_token");
		bff.zendesk().expireAccessTokens();
		await().until(() -> {
			bff.get(RunningBff.ACCOUNT, owner(bff), "Cache-Control", "no-cache");
			return bff.zendesk().tokenCalls("refresh_token") > before;
		});
		read(bff);
	}

	/** One is declined, one brings a code that nobody gave, and one never ends. */
	private void fail(RunningBff bff, OwnersBrowser browser) {
		bff.zendesk().state(FakeState.DENIES_CONNECTION);
		URI declined = browser.answerOf(browser.begin());
		this.secrets.add(valueOf(declined, "state"));
		browser.comeBack(declined);
		bff.zendesk().state(FakeState.NORMAL);
		String state = valueOf(browser.begin(), "state");
		this.secrets.addAll(List.of(state, "canary-code-of-nobody"));
		browser.callback("code=canary-code-of-nobody&state=" + state);
		browser.callback("code=canary-code-of-nobody&state=canary-state-of-nobody");
		this.secrets.add("canary-state-of-nobody");
		this.secrets.add(valueOf(browser.begin(), "state"));
	}

	private static List<String> values(URI uri) {
		return Arrays.stream(uri.getRawQuery().split("&")).map((pair) -> pair.split("=", 2)[1]).toList();
	}

	private static String valueOf(URI uri, String name) {
		return Arrays.stream(uri.getRawQuery().split("&"))
			.filter((pair) -> pair.startsWith(name + "="))
			.map((pair) -> pair.substring(name.length() + 1))
			.findAny()
			.orElseThrow();
	}

	/** All tokens that are good, as Zendesk lists them. */
	private static List<String> given(RunningBff bff) {
		String token = bff.zendesk().requests("GET", RunningBff.CHAT_ACCOUNT).getLast().getHeader("Authorization");
		HttpResponse<String> list = bff
			.send(HttpRequest.newBuilder(bff.zendesk().baseUrl().resolve("/api/v2/chat/oauth/tokens"))
				.header("Authorization", token));
		assertThat(list.statusCode()).as(list.body()).isEqualTo(200);
		List<String> tokens = new ArrayList<>(JsonPath.<List<String>>read(list.body(), "$..access_token"));
		tokens.addAll(JsonPath.<List<String>>read(list.body(), "$..refresh_token"));
		return tokens.stream().filter((one) -> one != null).toList();
	}

	/** The tokens, the verifiers and the codes that Zendesk was sent. */
	private static List<String> received(List<LoggedRequest> requests) {
		List<String> all = new ArrayList<>();
		for (LoggedRequest request : requests) {
			if (request.containsHeader("Authorization")) {
				all.add(request.getHeader("Authorization").substring("Bearer ".length()));
			}
			for (String name : List.of("code", "code_verifier", "refresh_token")) {
				FormParameter parameter = request.formParameters().get(name);
				if (parameter != null) {
					all.addAll(parameter.values());
				}
			}
		}
		return all;
	}

	/** What the test itself puts there is found in each place, however it is written. */
	private static void requireFinds(StoreTraces traces) {
		traces.redis().cli("set", "plain", "x" + UPDATE.replace("\n", ""));
		traces.redis().cli("set", "coded", Base64.getEncoder().encodeToString("xx-planted-and-coded".getBytes(UTF_8)));
		traces.redis().cli("hset", "account", "state", "planted-in-a-hash");
		traces.redis().ask("getset java \"" + JAVA_ESCAPED + "sr\"");
		traces.collect();
		assertThat(CANARIES)
			.allSatisfy((canary) -> assertThat(traces.placesOf(canary)).as(canary).containsExactly(Place.values()));
		assertThat(traces.placesOf("planted-and-coded")).containsExactly(Place.values());
		assertThat(traces.placesOf("planted-in-a-hash")).containsExactly(Place.values());
		assertThat(traces.placesOf(JAVA)).containsExactly(Place.APPEND_ONLY_FILE, Place.DUMP);
		assertThat(traces.placesOf(JAVA_ESCAPED)).containsExactly(Place.MONITOR, Place.VALUES);
	}

	private static String cacheStatus(HttpResponse<String> answer) {
		return answer.headers().firstValue("cache-status").orElse("");
	}

	private static String owner(RunningBff bff) {
		return bff.issuer().with((claims) -> claims.subject(OWNER));
	}

	private static String admin(RunningBff bff) {
		return bff.issuer().with((claims) -> claims.subject(ADMIN).claim("roles", List.of("zendesk-admin")));
	}

}
