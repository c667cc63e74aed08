package io.zendeskbff.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.documents.Readme;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.local.FakeState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

import org.springframework.http.HttpMethod;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The OpenAPI document says what the service does: no call, status or limit more or less.
 */
@ExtendWith({ BffExtension.class, LoginBffExtension.class })
class OpenApiTests {

	/** What the surface has beside calls: files for browsers, and the document itself. */
	private static final List<String> NO_CALLS = List.of("/", "/console/.*", ApiDocument.PATH);

	/** What is told of paths and methods that the document has not. */
	private static final List<String> OF_NO_CALL = List.of("not-found", "method-not-allowed");

	@Test
	void callsAreTheSurfacesWhenBrowsersLogIn(LoginBff service) {
		assertThat(ApiDocument.of(service.bff()).calls()).isEqualTo(surface(service.bff()))
			.containsKeys("/logout", "/login/oauth2/code/portal");
	}

	@Test
	void callsAreTheSurfacesWhenBrowsersDoNotLogIn(RunningBff bff) {
		assertThat(ApiDocument.of(bff).calls()).isEqualTo(surface(bff))
			.containsKey("/session")
			.doesNotContainKey("/logout");
	}

	private static Map<String, Set<String>> surface(RunningBff bff) {
		Map<String, Set<String>> calls = new TreeMap<>();
		bff.surface().methods().forEach((path, methods) -> {
			if (NO_CALLS.stream().noneMatch(path::matches)) {
				calls.put(path, methods.stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new)));
			}
		});
		return calls;
	}

	@Test
	void everyProblemIsThereWithItsStatusWhenRead(LoginBff service) {
		ApiDocument document = ApiDocument.of(service.bff());
		Set<String> told = new TreeSet<>();
		document.calls()
			.forEach((path, methods) -> methods.forEach((method) -> told.addAll(document.problems(method, path))));
		List<List<String>> readme = Readme.read().table("slug");
		assertThat(told).isEqualTo(readme.stream()
			.map((row) -> row.get(1) + " " + slug(row))
			.filter((problem) -> OF_NO_CALL.stream().noneMatch(problem::endsWith))
			.collect(Collectors.toCollection(TreeSet::new)));
		assertThat(document.json().at("/components/schemas/Problem/properties/type/enum").valueStream())
			.extracting(JsonNode::asString)
			.containsExactlyElementsOf(
					readme.stream().map((row) -> "urn:zendesk-account-bff:problem:" + slug(row)).toList());
		assertThat(document.json().at("/info/description").asString()).contains(OF_NO_CALL);
	}

	private static String slug(List<String> row) {
		return row.getFirst().replace("`", "");
	}

	/** Whatever Zendesk's faults are made of is told of. */
	@Test
	void everyFaultIsToldOfWhenZendeskFails(RunningBff bff) {
		ApiDocument document = ApiDocument.of(bff);
		assertThat(FaultMatrixTests.rows().map(FaultRow::read))
			.allSatisfy((answer) -> assertTold(document, "GET", answer));
		assertThat(FaultMatrixTests.rows().map(FaultRow::update))
			.allSatisfy((answer) -> assertTold(document, "PUT", answer));
	}

	private static void assertTold(ApiDocument document, String method, String answer) {
		for (String path : List.of(RunningBff.ACCOUNT, RunningBff.CHAT_ACCOUNT)) {
			if (answer.contains(" ")) {
				assertThat(document.problems(method, path)).contains(answer);
			}
			else {
				assertThat(document.statuses(method, path)).contains(answer);
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			NORMAL             | {"billing":{"city":"Bern"}} | Accept           | text/html | 406 not-acceptable
			NORMAL             | {"billing":{"city":"Bern"}} | Content-Encoding | gzip      | 415 unsupported-media-type
			NORMAL             | {"billing":{"city":"Bern"}} | If-Match         | city      | 400 bad-request
			NORMAL             | {"billing":{"city":"Bern"}} | If-Match         | "city"    | 412 precondition-failed
			NORMAL             | {"billing":                 | X-Request-Id     | 1         | 400 invalid-json
			NORMAL             | {"billing":{"town":"Bern"}} | X-Request-Id     | 1         | 422 invalid-billing
			REFUSES_VALUES     | {"billing":{"city":"Bern"}} | X-Request-Id     | 1         | 422 billing-refused
			CREATED_IN_SUPPORT | {"billing":{"city":"Bern"}} | X-Request-Id     | 1         | 409 account-read-only
			NOT_OWNER          | {"billing":{"city":"Bern"}} | X-Request-Id     | 1         | 409 connection-not-owner
			THROTTLED          | {"billing":{"city":"Bern"}} | X-Request-Id     | 1         | 503 upstream-throttled
			""")
	void refusalIsToldOfWhenUpdateMeetsIt(FakeState state, String body, String header, String value, String problem,
			RunningBff bff) {
		bff.zendesk().state(state);
		HttpResponse<String> answer = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), body, header, value);
		assertThat(answer.statusCode() + " " + RunningBff.slug(answer)).isEqualTo(problem);
		assertThat(ApiDocument.of(bff).problems("PUT", RunningBff.ACCOUNT)).contains(problem);
	}

	@Test
	void callNeedsTheRoleThatIsToldWhenMade(RunningBff bff) {
		ApiDocument document = ApiDocument.of(bff);
		document.calls().forEach((path, methods) -> methods.forEach((method) -> {
			String role = document.role(method, path);
			int anonymous = status(bff, method, path, null);
			if (role.isEmpty()) {
				assertThat(anonymous).as(method + path).isNotIn(401, 403);
			}
			else {
				assertThat(anonymous).as(method + path).isEqualTo(401);
				assertThat(status(bff, method, path, bff.issuer().withRoles())).as(method + path).isEqualTo(403);
				assertThat(status(bff, method, path, bff.issuer().admin()) == 403).as(method + path)
					.isEqualTo(role.equals("owner"));
			}
			assertThat(document.statuses(method, path)).as(method + path).contains(Integer.toString(anonymous));
		}));
	}

	private static int status(RunningBff bff, String method, String path, @Nullable String token) {
		return bff.send(bff.request(method, path, token, noBody())).statusCode();
	}

	@Test
	void bothWaysToCallAreThereWhenBrowsersLogIn(LoginBff service) {
		ApiDocument document = ApiDocument.of(service.bff());
		assertThat(document.json().at("/components/securitySchemes/bearer/scheme").asString()).isEqualTo("bearer");
		assertThat(document.json().at("/components/securitySchemes/session/in").asString()).isEqualTo("cookie");
		assertThat(service.browser().login().cookies())
			.containsKey(document.json().at("/components/securitySchemes/session/name").asString());
		assertThat(document.json().at("/components/parameters/" + PortalBrowser.CSRF + "/in").asString())
			.isEqualTo("header");
		document.calls().forEach((path, methods) -> methods.forEach((method) -> {
			JsonNode call = document.call(method, path);
			assertThat(call.path("parameters").toString().contains(PortalBrowser.CSRF)).as(method + path)
				.isEqualTo(call.path("security").toString().contains("session"));
		}));
	}

	@Test
	void onlyTokensAreTakenWhenBrowsersDoNotLogIn(RunningBff bff) {
		ApiDocument document = ApiDocument.of(bff);
		assertThat(document.call("PUT", RunningBff.ACCOUNT).path("security"))
			.isEqualTo(JsonMapper.shared().readTree("[{\"bearer\":[\"owner\"]}]"));
		assertThat(document.problems("PUT", RunningBff.ACCOUNT)).contains("401 unauthenticated")
			.doesNotContain("401 login-too-old", "403 csrf", "503 session-unavailable");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CYCLE")
	void lengthAndPatternAreTheUpdatesWhenTextIsSent(BillingField field, RunningBff bff) {
		JsonNode rule = ApiDocument.of(bff).billing(field.key());
		assertThat(rule.path("type").asString()).isEqualTo("string");
		assertThat(rule.path("description").asString()).startsWith("must ");
		Pattern pattern = Pattern.compile(rule.path("pattern").asString());
		int longest = rule.path("maxLength").intValue();
		for (String good : List.of(LongTexts.of(field, longest), "")) {
			assertThat(good).matches(pattern);
			assertThat(violation(bff, field, good)).isEqualTo("none");
		}
		assertThat(violation(bff, field, LongTexts.of(field, longest + 1))).isEqualTo("too-long");
		assertThat("a\u0007").doesNotMatch(pattern);
		assertThat(violation(bff, field, "a\u0007")).isEqualTo("characters");
	}

	@ParameterizedTest
	@CsvSource({ "EMAIL, nobody", "PHONE, 12", "PHONE, call me" })
	void shapeIsTheUpdatesWhenTextHasIt(BillingField field, String bad, RunningBff bff) {
		assertThat(bad).doesNotMatch(ApiDocument.of(bff).billing(field.key()).path("pattern").asString());
		assertThat(violation(bff, field, bad)).isEqualTo("format");
	}

	@Test
	void countriesAreTheUpdatesWhenListed(RunningBff bff) {
		List<String> countries = ApiDocument.of(bff)
			.billing("country_code")
			.path("enum")
			.valueStream()
			.map(JsonNode::asString)
			.toList();
		assertThat(countries).startsWith("", "AD").contains("CH").doesNotContain("XX", "ch").hasSizeGreaterThan(240);
		assertThat(violation(bff, BillingField.COUNTRY_CODE, "XX")).isEqualTo("format");
	}

	@Test
	void rangeIsTheUpdatesWhenNumberIsSent(RunningBff bff) {
		JsonNode rule = ApiDocument.of(bff).billing("cycle");
		assertThat(rule.path("type").asString()).isEqualTo("integer");
		int least = rule.path("minimum").intValue();
		int greatest = rule.path("maximum").intValue();
		assertThat(IntStream.of(least, greatest).mapToObj((good) -> violation(bff, BillingField.CYCLE, good)))
			.containsOnly("none");
		assertThat(IntStream.of(least - 1, greatest + 1).mapToObj((bad) -> violation(bff, BillingField.CYCLE, bad)))
			.containsOnly("range");
	}

	@Test
	void fieldsAreTheUpdatesWhenListed(RunningBff bff) {
		JsonNode billing = ApiDocument.of(bff).json().at("/components/schemas/Billing");
		assertThat(billing.path("properties").propertyNames())
			.containsExactlyElementsOf(Stream.of(BillingField.values()).map(BillingField::key).toList());
		assertThat(billing.path("additionalProperties")).isEqualTo(BooleanNode.FALSE);
		assertThat(billing.path("minProperties").intValue()).isOne();
		assertThat(billing.path("maxProperties").intValue()).isEqualTo(13);
	}

	/** What an update is told to be wrong with it, in a word. */
	private static String violation(RunningBff bff, BillingField field, Object value) {
		bff.zendesk().requestsPerMinute(10_000);
		String body = JsonMapper.shared().writeValueAsString(Map.of("billing", Map.of(field.key(), value)));
		HttpResponse<String> answer = bff.put(RunningBff.ACCOUNT, bff.issuer().owner(), body);
		if (answer.statusCode() == 200) {
			return "none";
		}
		assertThat(answer.statusCode()).isEqualTo(422);
		return JsonPath.read(answer.body(), "$.violations[0].code");
	}

	@Test
	void serverIsOurPublicUrlWhenThereIsOne(LoginBff service) {
		assertThat(ApiDocument.of(service.bff()).json().path("servers").toString())
			.isEqualTo("[{\"url\":\"" + PortalBrowser.PUBLIC_URL + "\"}]");
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-Host, evil.example", "Forwarded, host=evil.example", "X-Forwarded-Prefix, /evil",
			"X-Forwarded-Proto, gopher", "Accept-Language, de", "Cookie, a=b" })
	void bytesAreTheSameWhenRequestsDiffer(String header, String value, RunningBff bff) {
		HttpResponse<String> one = bff.get(ApiDocument.PATH, null);
		HttpResponse<String> other = bff.get(ApiDocument.PATH + "?a=b", null, header, value);
		assertThat(other.body()).isEqualTo(one.body()).contains("\"servers\":[{\"url\":\"/\"}]");
		assertThat(other.headers().allValues("etag")).isEqualTo(one.headers().allValues("etag")).hasSize(1);
	}

	/** The client is not let say another host itself. */
	@Test
	void bytesAreTheSameWhenHostIsAnother(RunningBff bff) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bff.uri("/").getPort())) {
			socket.getOutputStream()
				.write("GET /v3/api-docs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
				.isEqualTo(bff.get(ApiDocument.PATH, null).body());
		}
	}

	@Test
	void documentIsNotSentAgainWhenCallerHasIt(RunningBff bff) {
		HttpResponse<String> first = bff.get(ApiDocument.PATH, null);
		assertThat(first.headers().allValues("content-type")).containsExactly("application/json");
		assertThat(first.headers().allValues("cache-control")).containsExactly("no-cache");
		assertThat(first.headers().allValues("content-security-policy"))
			.containsExactly("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
		String etag = first.headers().firstValue("etag").orElseThrow();
		HttpResponse<String> again = bff.get(ApiDocument.PATH, null, "If-None-Match", etag);
		assertThat(again.statusCode()).isEqualTo(304);
		assertThat(again.body()).isEmpty();
	}

	@Test
	void documentIsRefusedWhenCallerTakesNoJson(RunningBff bff) {
		HttpResponse<String> answer = bff.get(ApiDocument.PATH, null, "Accept", "application/yaml");
		assertThat(answer.statusCode()).isEqualTo(406);
		assertThat(RunningBff.slug(answer)).isEqualTo("not-acceptable");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v3/api-docs/", "/v3/api-docs.yaml", "/v3/api-docs/swagger-config", "/v3",
			"/swagger-ui.html", "/swagger-ui/index.html", "/swagger-ui/swagger-ui.css",
			"/webjars/swagger-ui/index.html", "/openapi/schemas.json" })
	void nothingElseIsThereWhenLookedFor(String path, RunningBff bff) {
		assertThat(bff.get(path, null).statusCode()).isEqualTo(404);
	}

	@Test
	void documentIsGoneWhenSwitchedOff() {
		try (RunningBff bff = RunningBff.start("--springdoc.api-docs.enabled=false")) {
			HttpResponse<String> answer = bff.get(ApiDocument.PATH, null);
			assertThat(answer.statusCode()).isEqualTo(404);
			assertThat(RunningBff.slug(answer)).isEqualTo("not-found");
			assertThat(bff.get(RunningBff.ACCOUNT, bff.issuer().owner()).statusCode()).isEqualTo(200);
		}
	}

	/** springdoc brings Jackson 2, for the document alone. */
	@Test
	void nothingElseIsWrittenByJackson2WhenBothAreThere(RunningBff bff) {
		assertThat(bff.messageConverters()).contains("JacksonJsonHttpMessageConverter")
			.noneMatch((name) -> name.contains("Jackson2"));
	}

}
