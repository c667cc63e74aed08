package io.zendeskbff.local;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Browsers log in wherever somebody can say before the start where they find the service.
 */
class LocalSettingsTests {

	@Test
	void browsersLogInOnLocalhostWhenNothingIsSaid() {
		assertThat(clients()).containsExactly(new LoginClient(URI.create("http://localhost:8080")));
		assertThat(clients("--server.port=8090")).containsExactly(new LoginClient(URI.create("http://localhost:8090")));
	}

	@Test
	void browsersLogInAtPublicUrlWhenOneIsGiven() {
		List<LoginClient> clients = clients("--server.port=0", "--bff.public-url=https://portal.example.com/zendesk/");
		assertThat(clients).extracting(LoginClient::redirectUri)
			.containsExactly(URI.create("https://portal.example.com/zendesk/login/oauth2/code/portal"));
		assertThat(clients).extracting(LoginClient::home)
			.containsExactly(URI.create("https://portal.example.com/zendesk/"));
	}

	@Test
	void browsersDoNotLogInWhenPortIsNotKnown() {
		assertThat(clients("--server.port=0")).isEmpty();
	}

	private static List<LoginClient> clients(String... args) {
		return LocalSettings.of(args).loginClients();
	}

}
