package io.zendeskbff.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.documents.Readme;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * In the profile {@code connect} the start command does what it prints as well.
 */
class ConnectRunTests {

	private static final String CONNECT = "--spring.profiles.active=connect";

	private final JsonMapper json = JsonMapper.shared();

	@Test
	void commandsConnectAndDisconnectWhenPastedInOrder() throws IOException {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		try (LocalRun run = LocalRuns.start(printed, CONNECT, "--server.port=" + LocalRuns.freePort())) {
			List<CurlAnswer> answers = CurlSession.run(printed.toString(UTF_8));
			assertThat(answers).hasSize(17);
			assertConnects(answers.subList(0, 7), run);
			assertThat(answers.subList(7, 9)).extracting(CurlAnswer::status).containsOnly(200);
			assertThat(answers.get(9).body()).contains("\"city\":\"Zürich\"");
			assertDisconnects(answers.subList(15, 17));
			assertZendeskWasAskedInOrder(run.zendesk());
		}
	}

	@Test
	void exampleInReadmeIsTheAnswerWhenConnected() throws IOException {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		try (LocalRun _ = LocalRuns.start(printed, CONNECT, "--server.port=" + LocalRuns.freePort())) {
			String commands = printed.toString(UTF_8);
			String connect = commands.substring(0, commands.indexOf("# Read the account"));
			JsonNode answer = this.json.readTree(CurlSession.run(connect).getLast().body());
			JsonNode example = this.json.readTree(Readme.read().blocks("json").getFirst());
			assertThat(withoutTime(answer)).isEqualTo(withoutTime(example));
		}
	}

	@Test
	void runIsRefusedInOneSentenceWhenZendeskCannotKnowThePort() {
		assertThatIllegalArgumentException().isThrownBy(() -> LocalRuns.start(OutputStream.nullOutputStream(), CONNECT))
			.withMessage("The profile connect needs a --server.port that is known before the start, because the fake"
					+ " Zendesk sends the owner's browser back to it.");
	}

	private static void assertConnects(List<CurlAnswer> answers, LocalRun run) {
		assertThat(answers.get(2).status()).isEqualTo(200);
		assertThat(status(answers.get(2))).isEqualTo("not-connected");
		assertThat(answers.subList(3, 5)).extracting(CurlAnswer::output).containsOnly("");
		assertThat(answers.get(5).status()).isEqualTo(303);
		assertThat(answers.get(5).output()).containsIgnoringCase("\r\nLocation: " + run.serviceUrl() + "/\r\n");
		assertThat(answers.get(6).status()).isEqualTo(200);
		assertThat(answers.subList(5, 7)).allSatisfy((answer) -> {
			assertThat(status(answer)).isEqualTo("connected");
			assertThat(JsonPath.<String>read(answer.body(), "$.user.role")).isEqualTo("owner");
		});
	}

	private static void assertDisconnects(List<CurlAnswer> answers) {
		assertThat(answers.getFirst().status()).isEqualTo(200);
		assertThat(answers.getFirst().body()).isEqualTo("{\"revokedAtZendesk\":true}");
		assertThat(answers.getLast().status()).isEqualTo(503);
		assertThat(answers.getLast().body()).contains("problem:not-connected\"");
	}

	/** Nothing but the owner's browser comes before the code is redeemed. */
	private static void assertZendeskWasAskedInOrder(FakeZendesk zendesk) {
		List<LoggedRequest> requests = zendesk.requests();
		Request browser = requests.getFirst();
		assertThat(browser.getUrl()).startsWith("/oauth2/chat/authorizations/new?");
		assertThat(browser.queryParameter("code_challenge_method").firstValue()).isEqualTo("S256");
		assertThat(requests.get(1).getBodyAsString()).contains("grant_type=authorization_code")
			.contains("code_verifier=");
		assertThat(zendesk.tokenCalls()).isEqualTo(1);
		assertThat(requests.getLast().getMethod().getName()).isEqualTo("DELETE");
		assertThat(zendesk.foreignTokenLives()).isTrue();
	}

	private static String status(CurlAnswer answer) {
		return JsonPath.read(answer.body(), "$.status");
	}

	private static JsonNode withoutTime(JsonNode answer) {
		assertThat(answer.path("since").asString()).matches("20..-..-..T..:..:..(?:\\.[0-9]+)?Z");
		return ((ObjectNode) answer).without("since");
	}

}
