package io.zendeskbff.settings;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import io.zendeskbff.ZendeskAccountBff;
import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class SettingsFailureAnalyzerTests {

	private static final List<String> GOOD = List.of("--ZENDESK_SUBDOMAIN=acme", "--ZENDESK_CLIENT_ID=id",
			"--ZENDESK_CLIENT_SECRET=s3cret", "--PORTAL_ISSUER_URI=https://idp.example", "--PORTAL_AUDIENCE=bff",
			"--server.port=0", "--management.server.port=0", "--logging.structured.format.console=");

	private final SettingsFailureAnalyzer analyzer = new SettingsFailureAnalyzer();

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					bff.zendesk.base-url=s3cret        | bff.zendesk.base-url must be an origin such as https://acme.zendesk.com
					bff.zendesk.base-url=http://s3cret.example | bff.zendesk.base-url must use https; http is for a loopback host only
					bff.zendesk.base-url=s3cret:               | bff.zendesk.base-url is wrong: its value is no URI.
					bff.zendesk.path-prefix=s3cret     | bff.zendesk.path-prefix must be a path such as /api/v2/chat
					bff.zendesk.account-key=           | bff.zendesk.account-key must not be blank
					bff.zendesk.connect-timeout=s3cret | bff.zendesk.connect-timeout is wrong: its value is no Duration.
					bff.zendesk.read-deadline=-3s      | bff.zendesk.read-deadline must be between 1ms and 1h
					bff.zendesk.max-body=s3cret        | bff.zendesk.max-body is wrong: its value is no DataSize.
					""")
	void sentenceNamesTheKeyAndNeverItsValueWhenASettingIsWrong(String setting, String sentence) {
		Throwable failure = catchThrowable(
				() -> UpstreamContext.of("upstream", URI.create("https://acme.zendesk.com"), setting).close());
		assertThat(this.analyzer.analyze(failure)).isNotNull()
			.extracting(FailureAnalysis::getDescription, FailureAnalysis::getAction)
			.containsExactly(sentence, "Correct the configuration and start again.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "bff.portal.roles.claim must name a claim",
			"bff.portal.roles.admin must hold at least one value, and no blank one",
			"spring.security.oauth2.resourceserver.jwt.audiences must hold the audience", "bff.x lacks y",
			"bff.x needs y" })
	void sentenceIsThatOfTheCheckWhenItStartsWithItsKey(String message) {
		Throwable failure = new IllegalStateException("outer", new IllegalArgumentException(message));
		assertThat(this.analyzer.analyze(failure)).isNotNull()
			.extracting(FailureAnalysis::getDescription)
			.isEqualTo(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "", "must be", "bff. must be", "the value of bff.x must be", "server.port must be 1",
			"bff.x" })
	void nothingIsSaidWhenFailureIsNotAboutASetting(String message) {
		assertThat(this.analyzer.analyze(new IllegalArgumentException(message))).isNull();
		assertThat(this.analyzer.analyze(new IllegalStateException("bff.x must be", new RuntimeException(message))))
			.isNull();
	}

	@Test
	void analyzerIsAskedWhenServiceDoesNotStart() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (_, _, _) -> {
			// Those that want a context are none of ours.
		})).hasAtLeastOneElementOfType(SettingsFailureAnalyzer.class);
	}

	@Test
	void nothingIsSaidWhenFailureHasNoMessage() {
		assertThat(this.analyzer.analyze(new IllegalArgumentException())).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|',
			textBlock = """
					--bff.zendesk.base-uri=s3cret        | There is no such configuration key: bff.zendesk.base-uri.
					--bff.zendesk.base-url=http://s3cret | bff.zendesk.base-url must use https; http is for a loopback host only
					--bff.zendesk.max-body=s3cret        | bff.zendesk.max-body is wrong: its value is no DataSize.
					--bff.portal.roles.claim=            | bff.portal.roles.claim must name a claim
					--bff.billing.require-if-match=s3cret | bff.billing.require-if-match is wrong: its value is no boolean.
					--bff.token-encryption-keys=s3cret   | bff.token-encryption-keys must hold base64 of exactly 32 octets each
					--spring.security.oauth2.client.registration.zendesk.authorization-grant-type=authorization_code | bff.public-url must be set for authorization_code: Zendesk sends the owner's browser back to it
					--bff.public-url=http://s3cret.example | bff.public-url must be an https URL without query or fragment, such as https://portal.example.com/zendesk; http is for a loopback host only
					--bff.public-url=s3cret:             | bff.public-url is wrong: its value is no URI.
					--spring.security.oauth2.resourceserver.jwt.audiences= | spring.security.oauth2.resourceserver.jwt.audiences must hold the audience that this service's tokens are made for
					--ZENDESK_CLIENT_SECRET=             | The environment lacks ZENDESK_CLIENT_SECRET; README's section "A real Zendesk account" says what belongs there.
					""")
	void startEndsWithOneSentenceWhenASettingIsWrong(String argument, String sentence) {
		String key = argument.substring(0, argument.indexOf('=') + 1);
		Stream<String> others = GOOD.stream().filter((good) -> !good.startsWith(key));
		String[] arguments = Stream.concat(others, Stream.of(argument)).toArray(String[]::new);
		Throwable failure = catchThrowable(() -> SpringApplication.run(ZendeskAccountBff.class, arguments).close());
		assertThat(this.analyzer.analyze(failure)).isNotNull()
			.extracting(FailureAnalysis::getDescription)
			.isEqualTo(sentence);
	}

}
