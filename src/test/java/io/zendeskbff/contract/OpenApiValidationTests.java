package io.zendeskbff.contract;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.zendeskbff.tools.NodePackages;
import io.zendeskbff.tools.RequiresNodePackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document is OpenAPI 3.1, its patterns are JavaScript's too, and its examples and
 * what the service answers are of its schemas.
 */
@ExtendWith({ BffExtension.class, LoginBffExtension.class })
@RequiresNodePackage("@seriousme/openapi-schema-validator")
class OpenApiValidationTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final List<Map<String, Object>> answers = new ArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void documentIsValidAndAnswersAreOfItsSchemasWhenCallersUseTokens(RunningBff bff) throws Exception {
		String owner = bff.issuer().owner();
		String update = "{\"billing\":{\"city\":\"Bern\"}}";
		answer("GET", RunningBff.ACCOUNT, bff.get(RunningBff.ACCOUNT, owner));
		answer("GET", RunningBff.ACCOUNT, bff.get(RunningBff.ACCOUNT, bff.issuer().admin()));
		answer("PUT", RunningBff.CHAT_ACCOUNT, bff.put(RunningBff.CHAT_ACCOUNT, owner, update));
		answer("PUT", RunningBff.ACCOUNT, bff.put(RunningBff.ACCOUNT, owner, update.replace("city", "town")));
		answer("PUT", RunningBff.ACCOUNT, bff.put(RunningBff.ACCOUNT, bff.issuer().admin(), update));
		answer("GET", "/changes", bff.get("/changes", owner));
		answer("GET", "/connection", bff.get("/connection", owner));
		answer("GET", "/session", bff.get("/session", null));
		answer("GET", "/connection/callback", bff.get("/connection/callback", null));
		bff.zendesk().stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.status(429)));
		answer("GET", RunningBff.ACCOUNT, bff.get(RunningBff.ACCOUNT, owner));
		assertThat(validate(ApiDocument.of(bff).json(), 0)).hasSize(1)
			.first()
			.asString()
			.contains(this.answers.size() + " answers, 12 patterns");
	}

	@Test
	void documentIsValidAndAnswersAreOfItsSchemasWhenBrowsersLogIn(LoginBff service) throws Exception {
		PortalBrowser browser = service.browser();
		answer("GET", "/session", browser.session());
		answer("GET", RunningBff.ACCOUNT, browser.account());
		browser.login();
		answer("GET", "/session", browser.session());
		answer("GET", RunningBff.ACCOUNT, browser.visit(RunningBff.ACCOUNT));
		answer("PUT", RunningBff.ACCOUNT, browser.put("{\"billing\":{\"city\":\"Bern\"}}"));
		answer("GET", "/changes", browser.call("GET", "/changes"));
		answer("POST", "/logout", browser.call("POST", "/logout"));
		assertThat(validate(ApiDocument.of(service.bff()).json(), 0)).hasSize(1);
	}

	@Test
	void answersAreOfItsSchemasWhenOwnersConnect() throws Exception {
		try (RunningBff bff = RunningBff.start(PortalBrowser.SETTING,
				"--spring.security.oauth2.client.registration.zendesk.authorization-grant-type=authorization_code")) {
			String owner = bff.issuer().owner();
			answer("POST", "/connection/authorization",
					bff.send(bff.request("POST", "/connection/authorization", owner, noBody())));
			answer("GET", "/connection", bff.get("/connection", owner));
			answer("GET", RunningBff.ACCOUNT, bff.get(RunningBff.ACCOUNT, owner));
			answer("DELETE", "/connection", bff.send(bff.request("DELETE", "/connection", owner, noBody())));
			assertThat(validate(ApiDocument.of(bff).json(), 0)).hasSize(1);
		}
	}

	@Test
	void faultIsNoticedWhenThereIsOne(RunningBff bff) throws Exception {
		ObjectNode document = ApiDocument.of(bff).json().asObject();
		document.withObject("/components/schemas/Billing/properties/city").put("pattern", "^a+$");
		document.withObject("/components/examples/Changes/value").put("changes", "none");
		document.remove("info");
		answer("GET", "/connection", bff.get("/session", null));
		assertThat(validate(document, 1)).anyMatch((line) -> line.startsWith("document: "))
			.contains("city: cannot be cleared", "example Changes: data/changes must be array")
			.anyMatch((line) -> line.startsWith("GET /connection 200: data must have required property"));
	}

	/** Of the schema that the document names for it. */
	private void answer(String method, String path, HttpResponse<String> answer) {
		String type = answer.headers().firstValue("content-type").orElseThrow();
		String at = "#/paths/%s/%s/responses/%d/content/%s/schema".formatted(escaped(path),
				method.toLowerCase(Locale.ROOT), answer.statusCode(), escaped(type));
		this.answers.add(Map.of("name", method + " " + path + " " + answer.statusCode(), "at", at, "value",
				JSON.readTree(answer.body())));
	}

	private static String escaped(String token) {
		return token.replace("/", "~1");
	}

	private List<String> validate(JsonNode document, int status) throws IOException, InterruptedException {
		Path input = this.directory.resolve("document.json");
		Files.writeString(input, JSON.writeValueAsString(Map.of("document", document, "answers", this.answers)));
		Process node = new ProcessBuilder("node", "validate-openapi.mjs").directory(NodePackages.DIRECTORY.toFile())
			.redirectInput(input.toFile())
			.redirectError(Redirect.INHERIT)
			.start();
		String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(node.waitFor()).as(output).isEqualTo(status);
		return output.lines().toList();
	}

}
