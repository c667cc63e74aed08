package io.zendeskbff.local;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.util.StringUtils;

/**
 * What the local run sets where its caller's arguments do not.
 *
 * @param connects whether an owner is to connect Zendesk first
 */
record LocalSettings(ApplicationArguments arguments, LocalPort service, LocalPort management, LocalPort zendesk,
		LocalPort identityProvider, boolean connects) {

	LocalSettings {
		if (connects && service.number() == 0) {
			throw new IllegalArgumentException("The profile connect needs a --server.port that is known before the"
					+ " start, because the fake Zendesk sends the owner's browser back to it.");
		}
	}

	static LocalSettings of(String... args) {
		ApplicationArguments arguments = new DefaultApplicationArguments(args);
		return new LocalSettings(arguments, LocalPort.of(arguments, "server.port", 8080, "service"),
				LocalPort.of(arguments, "management.server.port", 8081, "management endpoints"),
				LocalPort.of(arguments, "local.zendesk.port", 9001, "fake Zendesk"),
				LocalPort.of(arguments, "local.identity-provider.port", 9000, "identity provider"),
				isConnect(arguments));
	}

	private static boolean isConnect(ApplicationArguments arguments) {
		// As the plugin passes -Dspring-boot.run.profiles on.
		List<String> profiles = Objects.requireNonNullElse(arguments.getOptionValues("spring.profiles.active"),
				List.of());
		return profiles.stream()
			.flatMap((value) -> StringUtils.commaDelimitedListToSet(value).stream())
			.anyMatch("connect"::equals);
	}

	void requireFreePorts() {
		Stream.of(this.service, this.management, this.zendesk, this.identityProvider).forEach(LocalPort::requireFree);
	}

	/**
	 * The client by which browsers log in; none while nobody knows where they find the
	 * service.
	 */
	List<LoginClient> loginClients() {
		return publicUrl().map(URI::create).map(LoginClient::new).stream().toList();
	}

	/**
	 * The service's arguments: they go before its own configuration and the environment.
	 */
	String[] forService(FakeZendesk zendesk, LocalIdentityProvider identityProvider) {
		Stream<String> settings = settings(zendesk, identityProvider).entrySet()
			.stream()
			.filter((setting) -> !this.arguments.containsOption(setting.getKey()))
			.map((setting) -> "--" + setting.getKey() + "=" + setting.getValue());
		return Stream.concat(settings, Stream.of(this.arguments.getSourceArgs())).toArray(String[]::new);
	}

	private Map<String, String> settings(FakeZendesk zendesk, LocalIdentityProvider identityProvider) {
		Map<String, String> settings = new LinkedHashMap<>();
		settings.put("server.address", "127.0.0.1");
		settings.put("server.port", Integer.toString(this.service.number()));
		settings.put("management.server.address", "127.0.0.1");
		settings.put("management.server.port", Integer.toString(this.management.number()));
		settings.put("bff.zendesk.base-url", zendesk.baseUrl().toString());
		settings.put("spring.security.oauth2.client.registration.zendesk.client-id", FakeZendesk.CLIENT_ID);
		settings.put("spring.security.oauth2.client.registration.zendesk.client-secret", FakeZendesk.CLIENT_SECRET);
		settings.put("spring.security.oauth2.resourceserver.jwt.issuer-uri", identityProvider.issuer().toString());
		settings.put("spring.security.oauth2.resourceserver.jwt.audiences", LocalIdentityProvider.AUDIENCE);
		if (this.connects) {
			settings.put("spring.security.oauth2.client.registration.zendesk.authorization-grant-type",
					"authorization_code");
		}
		publicUrl().ifPresent((url) -> settings.putAll(login(url, identityProvider)));
		settings.put("springdoc.swagger-ui.enabled", "true");
		// Nobody stands between, and whoever stops it waits.
		settings.put("bff.http.drain-period", "0s");
		// Lines for people.
		settings.put("logging.structured.format.console", "");
		return settings;
	}

	private static Map<String, String> login(String publicUrl, LocalIdentityProvider identityProvider) {
		return Map.of("bff.public-url", publicUrl, "spring.security.oauth2.client.registration.portal.client-id",
				LoginClient.ID, "spring.security.oauth2.client.registration.portal.client-secret", LoginClient.SECRET,
				"spring.security.oauth2.client.provider.portal.issuer-uri", identityProvider.issuer().toString());
	}

	private Optional<String> publicUrl() {
		List<String> given = Objects.requireNonNullElse(this.arguments.getOptionValues("bff.public-url"), List.of());
		return Stream.concat(given.reversed().stream(), own().stream()).findFirst();
	}

	private Optional<String> own() {
		return Optional.of(this.service.number()).filter((port) -> port != 0).map((port) -> "http://localhost:" + port);
	}

}
