package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.zendeskbff.contract.Image.Container;
import io.zendeskbff.local.HttpCalls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The image in a real container.
 */
@ExtendWith(DockerCondition.class)
class ImageTests {

	private static final Pattern ACCOUNT = Pattern.compile("http://localhost:[0-9]+/api/v2/account");

	private final Neighbours neighbours = new Neighbours();

	private final HttpCalls calls = new HttpCalls();

	@AfterEach
	void close() {
		this.calls.close();
		this.neighbours.close();
	}

	@Test
	void accountIsAnsweredAndTheEndIsInOrderWhenItRunsWithoutRights() {
		try (Container container = Image.service().runHardened(List.of(), this.neighbours.arguments(List.of()))) {
			ServiceProcess service = container.process().awaitReady();
			assertThat(answer(service).body()).isEqualTo(this.neighbours.zendesk().account());
			assertThat(managementAnswer(service, "/actuator/info").body()).contains("\"commit\":{\"id\":\"abc\"");
			assertThat(managementAnswer(service, "/actuator/sbom/application").body()).contains("\"CycloneDX\"");
			service.terminate();
			assertThat(service.awaitExit()).isEqualTo(143);
			assertThat(service.output()).allMatch((line) -> line.startsWith("{"))
				.noneMatch((line) -> line.contains("AOT cache"))
				.noneMatch((line) -> line.contains("\"level\":\"WARN\""));
		}
	}

	private HttpResponse<String> answer(ServiceProcess service) {
		return this.calls.send(HttpRequest.newBuilder(service.uri(RunningBff.ACCOUNT))
			.header("Authorization", "Bearer " + this.neighbours.issuer().owner()));
	}

	private HttpResponse<String> managementAnswer(ServiceProcess service, String path) {
		return this.calls.send(HttpRequest.newBuilder(service.managementUri(path)));
	}

	@Test
	void oneLineTellsWhenTheAotCacheDoesNotFit() {
		try (Container container = Image.service()
			.runHardened(List.of("--env", "JDK_JAVA_OPTIONS=-XX:-UseCompressedOops"),
					this.neighbours.arguments(List.of()))) {
			List<String> output = container.process().awaitReady().output();
			assertThat(output).filteredOn((line) -> line.contains("AOT cache")).hasSize(1);
		}
	}

	@Test
	void selfCheckPassesWhenAskedFor() {
		try (Container container = Image.service()
			.runHardened(List.of(), this.neighbours.arguments(List.of("--check")))) {
			assertThat(container.process().awaitExit()).as("%s", container.process().output()).isZero();
			assertThat(container.process().output()).last().isEqualTo("All is well.");
		}
	}

	@Test
	void imageSaysWhatItIsWhenInspected() {
		Image image = Image.service();
		assertThat(image.inspect("{{.Config.User}}")).isEqualTo("10001:10001");
		assertThat(image.inspect("{{json .Config.ExposedPorts}}")).contains("8080/tcp", "8081/tcp");
		assertThat(image.inspect("{{json .Config.Labels}}")).contains("\"org.opencontainers.image.version\":\"1.2.3\"",
				"\"org.opencontainers.image.revision\":\"abc\"",
				"\"org.opencontainers.image.title\":\"zendesk-account-bff\"");
		assertThat(image.inspect("{{json .Config.Env}}")).doesNotContain("ZENDESK", "PORTAL", "training");
	}

	/** What it prints to be pasted is at an address that answers. */
	@Test
	void localRunAnswersWhenTheDemoIsStarted() {
		try (Container container = Image.demo()
			.run(List.of(), "-Dspring-boot.run.arguments=--server.port=0 --management.server.port=0"
					+ " --local.zendesk.port=0 --local.identity-provider.port=0")) {
			List<String> printed = new ArrayList<>();
			await().atMost(Duration.ofMinutes(5)).until(() -> {
				printed.addAll(container.process()
					.output()
					.stream()
					.flatMap((line) -> ACCOUNT.matcher(line).results())
					.map(MatchResult::group)
					.toList());
				return !printed.isEmpty() || !container.process().isAlive();
			});
			assertThat(printed).as("%s", container.process().output()).isNotEmpty();
			assertThat(this.calls.send(HttpRequest.newBuilder(URI.create(printed.getFirst()))).statusCode())
				.isEqualTo(401);
		}
	}

}
