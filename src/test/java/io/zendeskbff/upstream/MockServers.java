package io.zendeskbff.upstream;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * Servers whose every answer a test prepares.
 */
public final class MockServers {

	private MockServers() {
	}

	/**
	 * A server for HTTP/1.1 on a port of its own on the loopback interface, not started.
	 */
	public static WireMockServer create() {
		return new WireMockServer(WireMockConfiguration.options()
			.bindAddress("127.0.0.1")
			.dynamicPort()
			.http2PlainDisabled(true)
			.gzipDisabled(true));
	}

	/**
	 * Forgets what was prepared and received; everything is 418 from now on.
	 */
	public static void reset(WireMockServer server) {
		server.resetAll();
		server.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withStatus(418)));
	}

}
