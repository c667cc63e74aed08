package io.zendeskbff.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import io.zendeskbff.local.FakeState;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.tools.Ports;
import io.zendeskbff.tools.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service as a process with {@code --check}.
 */
class SelfCheckTests {

	private final Neighbours neighbours = new Neighbours();

	@AfterEach
	void close() {
		this.neighbours.close();
	}

	/** The port is somebody else's, and that is no trouble. */
	@Test
	void everythingIsFoundWellAndNoPortIsOpenedWhenNeighboursAreThere() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
				ServiceProcess service = check("--server.port=" + taken.getLocalPort(),
						"--management.server.port=" + taken.getLocalPort())) {
			assertThat(service.awaitExit()).as("%s", service.output()).isZero();
			List<String> lines = service.output();
			assertThat(lines).last().isEqualTo("All is well.");
			assertThat(lines).allMatch(
					(line) -> line.matches("ok      (settings|name |reach|keys |token|agent|account) .*|All is well."));
			assertThat(lines)
				.contains("ok      settings The configuration is complete.", "ok      name     127.0.0.1 is 127.0.0.1.",
						"ok      keys     " + this.neighbours.issuer().uri() + " publishes 1.",
						"ok      token    Zendesk gives one.",
						"ok      agent    The connected user is the account's owner.")
				.anyMatch((line) -> line.startsWith("ok      reach    " + this.neighbours.zendesk().baseUrl()))
				.anyMatch((line) -> line.matches("ok      account  \\w+ is read\\."));
			assertThat(this.neighbours.zendesk().requests("PUT", RunningBff.CHAT_ACCOUNT)).isEmpty();
		}
	}

	@Test
	void remedyIsToldAndNoSecretWhenTheClientIsRefused() {
		try (ServiceProcess service = check(
				"--spring.security.oauth2.client.registration.zendesk.client-secret=canary-secret")) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output()).filteredOn((line) -> line.startsWith("FAILED"))
				.hasSize(1)
				.first()
				.asString()
				.startsWith("FAILED  token    ")
				.endsWith("README's section \"A real Zendesk account\" says how to make the OAuth client.");
			assertThat(service.output()).noneMatch((line) -> line.contains("canary"))
				.noneMatch((line) -> line.contains(FakeZendesk.CLIENT_SECRET))
				.last()
				.isEqualTo("Something is wrong.");
		}
	}

	@Test
	void remedyIsToldWhenTheIssuerIsSpeltWrong() {
		try (ServiceProcess service = check("--spring.security.oauth2.resourceserver.jwt.issuer-uri="
				+ this.neighbours.issuer().uri() + "/other")) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output()).filteredOn((line) -> line.startsWith("FAILED"))
				.hasSize(1)
				.first()
				.asString()
				.startsWith(
						"FAILED  keys     The metadata or the keys of " + this.neighbours.issuer().uri() + "/other");
		}
	}

	@Test
	void remedyIsToldWhenAHostIsUnknown() {
		try (ServiceProcess service = check("--bff.zendesk.base-url=https://zendesk.invalid")) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output())
				.anyMatch((line) -> line.startsWith("FAILED  name     zendesk.invalid is unknown here. "))
				.anyMatch((line) -> line.startsWith("FAILED  reach    https://zendesk.invalid/ cannot be reached. "))
				.anyMatch((line) -> line.startsWith("FAILED  token    Zendesk's token endpoint cannot be reached"));
		}
	}

	@Test
	void loginIsTriedWhenBrowsersCanLogIn() {
		try (LoginProvider provider = new LoginProvider()) {
			try (ServiceProcess service = check(provider.settings(PortalBrowser.SETTING))) {
				assertThat(service.awaitExit()).isZero();
				assertThat(service.output())
					.contains("ok      login    " + provider.uri() + " publishes what a login needs.");
			}
			provider.beAway(true);
			try (ServiceProcess service = check(provider.settings(PortalBrowser.SETTING))) {
				assertThat(service.awaitExit()).isOne();
				assertThat(service.output()).anyMatch((line) -> line
					.startsWith("FAILED  login    The metadata of " + provider.uri() + " cannot be read. "));
			}
		}
	}

	@Test
	void remedyIsToldWhenTheSharedStoreIsAway() {
		try (ServiceProcess service = check(RedisServer.settingsFor(Ports.free()))) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output()).anyMatch((line) -> line
				.startsWith("FAILED  store    The shared store does not answer. Look at spring.data.redis.*"));
		}
	}

	@Test
	void accountIsToldFromTheTokenWhenOnlyItCannotBeRead() {
		this.neighbours.zendesk().state(FakeState.NOT_OWNER);
		try (ServiceProcess service = check()) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output())
				.anyMatch((line) -> line
					.startsWith("FAILED  agent    The connected user is not the account's enabled owner."))
				.anyMatch((line) -> line.endsWith(" is read, without billing."));
		}
	}

	@Test
	void connectingIsLeftToTheOwnerWhenTheGrantIsInteractive() {
		try (ServiceProcess service = check(
				"--spring.security.oauth2.client.registration.zendesk.authorization-grant-type=authorization_code",
				"--bff.public-url=https://portal.example.com")) {
			assertThat(service.awaitExit()).as("%s", service.output()).isZero();
			assertThat(service.output())
				.anyMatch((line) -> line.startsWith("skipped token    With authorization_code"));
			assertThat(this.neighbours.zendesk().tokenCalls()).isZero();
		}
	}

	@Test
	void sentenceNamesTheKeyWhenTheConfigurationIsWrong() {
		try (ServiceProcess service = check("--bff.cache.fresh=1s")) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output()).contains("There is no such configuration key: bff.cache.fresh.")
				.noneMatch((line) -> line.startsWith("{"));
		}
	}

	/** It may be anybody's. */
	@Test
	void serviceStartsWhenOnlyAVariableAsksForACheck() {
		try (ServiceProcess service = ServiceProcess.start(this.neighbours, List.of("-Dcheck="))) {
			service.awaitReady();
		}
	}

	@Test
	void throttlingIsToldWhenZendeskThrottles() {
		this.neighbours.zendesk()
			.stub(WireMock.get(RunningBff.CHAT_ACCOUNT).atPriority(1).willReturn(WireMock.status(429)));
		try (ServiceProcess service = check()) {
			assertThat(service.awaitExit()).isOne();
			assertThat(service.output()).anyMatch((line) -> line.contains("upstream-throttled"));
		}
	}

	private ServiceProcess check(String... settings) {
		String[] all = Stream.concat(Stream.of("--check"), Stream.of(settings)).toArray(String[]::new);
		return ServiceProcess.start(this.neighbours, List.of(), all);
	}

}
