package io.zendeskbff.attack;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.nimbusds.jwt.JWTClaimsSet;
import io.zendeskbff.contract.LoginBff;
import io.zendeskbff.contract.PortalBrowser;
import io.zendeskbff.contract.RunningBff;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * ATTACKS.md, row roles: what a token or an ID token claims, by what is called, by
 * whether there is a copy. CallersTests has callers that nobody knows, StartTests claims
 * deep in a token.
 */
class RolesTests {

	private static final String BODY = "{\"billing\":{\"city\":\"Bern\"}}";

	private static LoginBff service;

	@BeforeAll
	static void start() {
		service = LoginBff.start("--bff.cache.fresh-for=1h", "--bff.cache.stale-while-revalidate=1h",
				"--bff.cache.stale-if-error=2h");
	}

	@AfterAll
	static void close() {
		service.close();
	}

	@BeforeEach
	void reset() {
		service.reset();
		service.bff().zendesk().requestsPerMinute(10_000);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			no claim              | {}                                                   | 403 | 403
			null                  | {"roles":null}                                       | 403 | 403
			no role               | {"roles":[]}                                         | 403 | 403
			no text               | {"roles":""}                                         | 403 | 403
			a number              | {"roles":1}                                          | 403 | 403
			a boolean             | {"roles":true}                                       | 403 | 403
			agent                 | {"roles":["zendesk-agent"]}                          | 403 | 403
			agent as text         | {"roles":"zendesk-agent"}                            | 403 | 403
			our own name of it    | {"roles":["owner","OWNER","ROLE_OWNER"]}             | 403 | 403
			capitals              | {"roles":["ZENDESK-OWNER","Zendesk-Owner"]}          | 403 | 403
			longer                | {"roles":["zendesk-owners","x-zendesk-owner"]}       | 403 | 403
			spaces                | {"roles":["zendesk-owner ","\\tzendesk-owner"]}      | 403 | 403
			NUL behind            | {"roles":["zendesk-owner\\u0000"]}                   | 403 | 403
			another hyphen        | {"roles":["zendesk\\u2010owner","zendesk_owner"]}    | 403 | 403
			a Cyrillic letter     | {"roles":["zendesk-\\u043ewner"]}                    | 403 | 403
			full width            | {"roles":["\\uff5aendesk-owner"]}                    | 403 | 403
			no width              | {"roles":["zendesk-\\u200downer"]}                   | 403 | 403
			a list in text        | {"roles":"zendesk-admin,zendesk-owner"}              | 403 | 403
			words                 | {"roles":"zendesk-admin zendesk-owner"}              | 403 | 403
			JSON in text          | {"roles":"[\\"zendesk-owner\\"]"}                    | 403 | 403
			anything              | {"roles":["*",".*","zendesk-%"]}                     | 403 | 403
			a list in a list      | {"roles":[["zendesk-owner"]]}                        | 403 | 403
			an object             | {"roles":{"zendesk-owner":true}}                     | 403 | 403
			an object of objects  | {"roles":{"roles":["zendesk-owner"]}}                | 403 | 403
			objects in a list     | {"roles":[{"name":"zendesk-owner"}]}                 | 403 | 403
			nested elsewhere      | {"realm_access":{"roles":["zendesk-owner"]}}         | 403 | 403
			other claims          | {"Roles":"zendesk-owner","role":"zendesk-owner"}     | 403 | 403
			scopes                | {"scope":"zendesk-owner","scp":["zendesk-owner"]}    | 403 | 403
			admin                 | {"roles":["zendesk-admin"]}                          | 200 | 403
			admin as text         | {"roles":"zendesk-admin"}                            | 200 | 403
			admin twice           | {"roles":["zendesk-admin","zendesk-admin"]}          | 200 | 403
			admin and nearly more | {"roles":["zendesk-admin","OWNER","zendesk-owner "]} | 200 | 403
			admin and nested more | {"roles":["zendesk-admin",["zendesk-owner"]]}        | 200 | 403
			owner                 | {"roles":["zendesk-owner"]}                          | 200 | 200
			owner as text         | {"roles":"zendesk-owner"}                            | 200 | 200
			owner among others    | {"roles":[1,null,"zendesk-agent","zendesk-owner"]}   | 200 | 200
			owner and admin       | {"roles":["zendesk-admin","zendesk-owner"]}          | 200 | 200
			""")
	void callerMayDoWhatHisRoleMayWhenHeClaimsIt(String what, String claims, int read, int write) {
		SoftAssertions softly = new SoftAssertions();
		String token = service.bff().issuer().with(claiming(claims));
		service.provider().user(claiming(claims));
		PortalBrowser browser = service.browser().login();
		for (String method : new String[] { "GET", "HEAD", "PUT" }) {
			for (boolean warm : new boolean[] { false, true }) {
				Expected expected = new Expected(method, warm, read, write);
				check(softly, what + " by token", expected, () -> callWithToken(method, token));
				check(softly, what + " by session", expected, () -> callWithSession(method, browser));
			}
		}
		softly.assertAll();
	}

	private static Consumer<JWTClaimsSet.Builder> claiming(String json) {
		Map<?, ?> members = JsonMapper.shared().readValue(json, Map.class);
		return (claims) -> {
			claims.claim("roles", null);
			members.forEach((name, value) -> claims.claim(name.toString(), value));
		};
	}

	private static HttpResponse<String> callWithToken(String method, String token) {
		return method.equals("PUT") ? service.bff().put(RunningBff.ACCOUNT, token, BODY)
				: service.bff().send(service.bff().request(method, RunningBff.ACCOUNT, token, BodyPublishers.noBody()));
	}

	private static HttpResponse<String> callWithSession(String method, PortalBrowser browser) {
		return method.equals("PUT") ? browser.put(BODY) : browser.call(method, RunningBff.ACCOUNT);
	}

	private static void check(SoftAssertions softly, String caller, Expected expected,
			Supplier<HttpResponse<String>> call) {
		RunningBff bff = service.bff();
		bff.forgetAccount();
		if (expected.warm) {
			bff.get(RunningBff.ACCOUNT, bff.issuer().owner());
		}
		long before = bff.accountCalls();
		HttpResponse<String> answer = call.get();
		String as = "%s %s".formatted(caller, expected);
		softly.assertThat(answer.statusCode()).as(as).isEqualTo(expected.status());
		softly.assertThat(bff.accountCalls() - before).as(as).isEqualTo(expected.calls());
		softly.assertThat(answer.headers().map()).as(as).doesNotContainKey("set-cookie");
		softly.assertThat(answer.body().contains("\"billing\"")).as(as).isEqualTo(expected.showsBilling());
		if (expected.status() == 403) {
			softly.assertThat(answer.headers().map()).as(as).doesNotContainKeys("etag", "age", "cache-status");
			softly.assertThat(answer.body()).as(as).doesNotContain("account_key");
			if (!expected.method.equals("HEAD")) {
				softly.assertThat(RunningBff.slug(answer)).as(as).isEqualTo("role-required");
			}
		}
	}

	/**
	 * What must come of a call.
	 *
	 * @param method of the call
	 * @param warm whether there is a copy
	 * @param read the status of reads
	 * @param write the status of updates, which are only for those who see billing
	 */
	private record Expected(String method, boolean warm, int read, int write) {

		int status() {
			return this.method.equals("PUT") ? this.write : this.read;
		}

		/** An update is read back. */
		long calls() {
			if (status() != 200) {
				return 0;
			}
			return this.method.equals("PUT") ? 2 : this.warm ? 0 : 1;
		}

		boolean showsBilling() {
			return this.write == 200 && !this.method.equals("HEAD");
		}

	}

}
