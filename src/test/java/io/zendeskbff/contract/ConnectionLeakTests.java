package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.FormParameter;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.FakeZendesk;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A whole life of a connection with every logger at TRACE: no secret of it stands in any
 * line.
 */
class ConnectionLeakTests {

	@Test
	void noSecretIsLoggedWhenEveryLoggerIsAtTrace() {
		try (RunningBff bff = RunningBff.start(OwnersBrowser.SETTINGS)) {
			bff.log().attach();
			List<String> secrets = new ArrayList<>(List.of(FakeZendesk.CLIENT_SECRET));
			bff.log().traceAll();
			try {
				live(bff, secrets);
			}
			finally {
				bff.log().traceNothing();
			}
			secrets.addAll(received(bff.zendesk().requests()));
			assertThat(secrets.stream().distinct()).hasSizeGreaterThan(10).noneMatch((secret) -> secret.length() < 8);
			List<String> lines = bff.log().serviceLines();
			assertThat(lines).as("the loggers are on").hasSizeGreaterThan(500);
			assertThat(lines).filteredOn((line) -> secrets.stream().anyMatch(line::contains)).isEmpty();
		}
	}

	/** Connect, read, refresh, fail, be refused, connect again, disconnect. */
	private static void live(RunningBff bff, List<String> secrets) {
		OwnersBrowser browser = new OwnersBrowser(bff);
		String owner = bff.issuer().owner();
		secrets.addAll(connect(browser));
		bff.get(RunningBff.ACCOUNT, owner);
		bff.zendesk().expireAccessTokens();
		bff.get(RunningBff.ACCOUNT, owner);
		bff.zendesk().state(FakeState.DOWN);
		bff.zendesk().expireAccessTokens();
		bff.get(RunningBff.ACCOUNT, owner);
		bff.zendesk().state(FakeState.NORMAL);
		secrets.addAll(connect(browser));
		bff.zendesk()
			.stub(WireMock.post("/oauth2/chat/token")
				.atPriority(1)
				.willReturn(WireMock.okJson("{\"access_token\":\"s3cret-broken-token\",\"token_type\":\"mac\"}")));
		secrets.add("s3cret-broken-token");
		connect(browser);
		bff.zendesk().expireAccessTokens();
		bff.get(RunningBff.ACCOUNT, owner);
		bff.get("/connection", owner);
		bff.send(bff.request("DELETE", "/connection", owner, BodyPublishers.noBody()));
	}

	/** The code and the state that come back. */
	private static List<String> connect(OwnersBrowser browser) {
		URI callback = browser.answerOf(browser.begin());
		browser.comeBack(callback);
		return List.of(callback.getRawQuery().split("&")).stream().map((pair) -> pair.split("=", 2)[1]).toList();
	}

	/** The tokens, the verifiers and the codes that Zendesk was sent. */
	private static List<String> received(List<LoggedRequest> requests) {
		List<String> secrets = new ArrayList<>();
		for (LoggedRequest request : requests) {
			if (request.containsHeader("Authorization")) {
				secrets.add(request.getHeader("Authorization").substring("Bearer ".length()));
			}
			Map<String, FormParameter> form = request.formParameters();
			List.of("code", "code_verifier", "refresh_token", "client_secret").forEach((name) -> {
				if (form.containsKey(name)) {
					secrets.addAll(form.get(name).values());
				}
			});
		}
		return secrets;
	}

}
