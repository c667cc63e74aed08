package io.zendeskbff.local;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.http.Request;
import io.zendeskbff.documents.Readme;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * README's session is run as it stands there and answers as it says there.
 */
class ReadmeTests {

	@Test
	void sessionAnswersAsWrittenWhenPasted() {
		try (LocalRun run = LocalRun.start(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
				"--server.port=0", "--management.server.port=0", "--local.zendesk.port=0",
				"--local.identity-provider.port=0", "--bff.zendesk.read-deadline=30s")) {
			String printed = CurlSession.run(commands(run))
				.stream()
				.map(CurlAnswer::output)
				.collect(Collectors.joining());
			List<String> written = Readme.read().blocks("text");
			assertThat(printed).isEqualTo(written.get(1) + written.get(2));
			assertThat(run.zendesk().requests("PUT", "/api/v2/chat/account")).extracting(Request::getBodyAsString)
				.containsExactly("{\"billing\":{\"city\":\"Zürich\",\"address1\":\"\"}}");
		}
	}

	@Test
	void usersLogInAsWrittenWhenInTheTable() {
		assertThat(Readme.read().table("user")).hasSameSizeAs(LocalUser.values()).allSatisfy((row) -> {
			LocalUser user = LocalUser.withId(row.getFirst().replace("`", "")).orElseThrow();
			assertThat(row.get(1)).isEqualTo("`" + user.password() + "`");
			assertThat(row.getLast()).startsWith(user.fullName() + ",");
		});
	}

	private static String commands(LocalRun run) {
		return String.join("", Readme.read().blocks("bash"))
			.replace("http://localhost:8080", run.serviceUrl().toString())
			.replace("http://localhost:9000", run.identityProvider().toString());
	}

}
