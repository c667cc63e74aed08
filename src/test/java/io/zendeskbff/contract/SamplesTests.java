package io.zendeskbff.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.http.Request;
import io.zendeskbff.documents.Readme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * README's samples are the files, and each does what README says when it is run.
 */
@ExtendWith(BffExtension.class)
class SamplesTests {

	/** One for all: Go compiles its library only once. */
	@TempDir
	private static Path directory;

	@Test
	void readmeHasEverySampleWhenRead() throws IOException {
		assertThat(Readme.read().collapsed())
			.isEqualTo(Arrays.stream(Sample.values()).collect(Collectors.toMap(Sample::language, Sample::text)));
		try (Stream<Path> files = Files.list(Sample.DIRECTORY)) {
			assertThat(files)
				.containsExactlyInAnyOrderElementsOf(Arrays.stream(Sample.values()).map(Sample::file).toList());
		}
	}

	@ParameterizedTest
	@EnumSource
	void sampleReadsAndUpdatesWhenOwnerRunsIt(Sample sample, RunningBff bff) throws Exception {
		String before = bff.zendesk().account();
		Sample.Outcome outcome = run(sample, bff, bff.issuer().owner());
		assertThat(outcome).isEqualTo(new Sample.Outcome(0, before + "\n" + bff.zendesk().account() + "\n"));
		assertThat(accountCalls(bff)).as("read, read before the update as of If-Match, update, read back")
			.containsExactly("GET", "GET", "PUT", "GET");
		assertThat(bff.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).extracting(Request::getBodyAsString)
			.containsExactly("{\"billing\":{\"city\":\"Zürich\"}}");
	}

	@ParameterizedTest
	@EnumSource
	void sampleSaysWhyWhenAdminMayNotUpdate(Sample sample, RunningBff bff) throws Exception {
		String account = bff.get(RunningBff.ACCOUNT, bff.issuer().admin()).body();
		bff.zendesk().reset();
		Sample.Outcome outcome = run(sample, bff, bff.issuer().admin());
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains(account + "\n", "This call needs the role owner.");
		assertThat(accountCalls(bff)).containsExactly("GET");
	}

	@ParameterizedTest
	@EnumSource
	void sampleUpdatesNothingWhenItCannotRead(Sample sample, RunningBff bff) throws Exception {
		Sample.Outcome outcome = run(sample, bff, bff.issuer().signedByStranger());
		assertThat(outcome.exitCode()).isNotZero();
		assertThat(outcome.output()).contains("This call needs a valid bearer token.");
		assertThat(accountCalls(bff)).isEmpty();
	}

	private static Sample.Outcome run(Sample sample, RunningBff bff, String token) throws Exception {
		assumeTrue(sample.isRunnable(), () -> sample.language() + " is missing");
		return sample.run(directory, bff.uri(""), token);
	}

	private static Stream<String> accountCalls(RunningBff bff) {
		return bff.zendesk()
			.requests()
			.stream()
			.filter((request) -> request.getUrl().startsWith(RunningBff.CHAT_ACCOUNT))
			.map((request) -> request.getMethod().getName());
	}

}
