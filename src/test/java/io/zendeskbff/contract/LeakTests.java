package io.zendeskbff.contract;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.zendeskbff.local.FakeZendesk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With our own, Spring's, Reactor's and Netty's loggers at DEBUG: what may stand in no
 * log line.
 */
@ExtendWith(CachingBffExtension.class)
class LeakTests {

	private static final List<String> LOGGERS = List.of("io.zendeskbff", "org.springframework", "reactor",
			"io.netty.handler");

	@Test
	void noSecretTokenOrValueIsLoggedWhenReadingAndUpdating(RunningBff bff) {
		bff.log().debug(LOGGERS);
		try {
			bff.zendesk().revokeTokens();
			callEveryWay(bff);
		}
		finally {
			bff.log().quiet(LOGGERS);
		}
		List<String> lines = bff.log().linesWithout("audit");
		assertThat(lines).as("the loggers are on").anyMatch((line) -> line.contains("HTTP PUT"));
		assertThat(canaries(bff)).hasSizeGreaterThan(4)
			.allSatisfy((canary) -> assertThat(lines).noneMatch((line) -> line.contains(canary)));
	}

	private static void callEveryWay(RunningBff bff) {
		String owner = bff.issuer().owner();
		bff.get(RunningBff.ACCOUNT, owner);
		bff.get(RunningBff.ACCOUNT, bff.issuer().admin());
		bff.put(RunningBff.ACCOUNT, owner, "{\"billing\":{\"city\":\"canary-city\",\"phone\":\"+99 99\"}}");
		bff.put(RunningBff.ACCOUNT, owner, "{\"billing\":{\"email\":\"canary-email\",\"canary\":1}}");
		bff.zendesk()
			.stub(WireMock.any(WireMock.urlEqualTo(RunningBff.CHAT_ACCOUNT))
				.atPriority(1)
				.willReturn(WireMock.okJson("{\"billing\":{\"city\":\"canary-broken\"")));
		bff.get(RunningBff.ACCOUNT, owner);
		bff.put(RunningBff.ACCOUNT, owner, "{\"billing\":{\"city\":\"canary-city\"}}");
	}

	private static List<String> canaries(RunningBff bff) {
		Stream<String> tokens = bff.zendesk()
			.requests()
			.stream()
			.filter((request) -> request.containsHeader("Authorization"))
			.map(LeakTests::token)
			.distinct();
		return Stream
			.concat(tokens, Stream.of(FakeZendesk.CLIENT_SECRET, "canary-city", "canary-email", "canary-broken",
					"+99 99", "billing@example.com", "portal-server"))
			.toList();
	}

	private static String token(LoggedRequest request) {
		String header = request.getHeader("Authorization");
		assertThat(header.toLowerCase(Locale.ROOT)).startsWith("bearer ");
		return header.substring("bearer ".length());
	}

}
