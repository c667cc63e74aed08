package io.zendeskbff.local;

import java.net.URI;
import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The OpenID Connect provider of the local run and of tests: an application of its own
 * that shares nothing with the service but the virtual machine.
 */
public final class LocalIdentityProvider implements AutoCloseable {

	/** The audience of portals' tokens. */
	public static final String AUDIENCE = "zendesk-account-bff";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ConfigurableApplicationContext context;

	private LocalIdentityProvider(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts the provider on the loopback interface.
	 * @param port the port to listen on, 0 for any free one
	 * @param clients by which people log in; none where only portals get tokens
	 */
	static LocalIdentityProvider start(int port, List<LoginClient> clients) {
		try {
			return new LocalIdentityProvider(application(clients).run("--spring.config.name=local-identity-provider",
					"--spring.main.banner-mode=off", "--server.address=127.0.0.1", "--server.port=" + port,
					// Browsers keep cookies of a host, whatever its port.
					"--server.servlet.session.cookie.name=local-identity-provider",
					"--server.servlet.session.cookie.same-site=lax"));
		}
		catch (RuntimeException ex) {
			// Its own report of the failure was not logged, see below.
			throw new IllegalStateException("The local identity provider did not start", ex);
		}
	}

	/**
	 * What to set {@code spring.security.oauth2.resourceserver.jwt.issuer-uri} to.
	 */
	public URI issuer() {
		return URI.create("http://localhost:" + this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	/**
	 * A new access token for this portal, good for an hour.
	 */
	public String accessToken(PortalClient client) {
		try (HttpCalls calls = new HttpCalls()) {
			String answer = calls
				.form(issuer().resolve("/oauth2/token"), client.clientId(), client.secret(),
						"grant_type=client_credentials")
				.body();
			return JSON.readTree(answer).required("access_token").stringValue();
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * Logging belongs to the service: the provider says nothing until the service has set
	 * it up, and leaves it alone when it stops.
	 */
	private static SpringApplication application(List<LoginClient> clients) {
		SpringApplication application = new SpringApplication(LocalIdentityProviderConfiguration.class);
		application.setWebApplicationType(WebApplicationType.SERVLET);
		application.setRegisterShutdownHook(false);
		application.addInitializers((context) -> clients
			.forEach((client) -> context.getBeanFactory().registerSingleton(client.service().toString(), client)));
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		LoggingSystem.get(LocalIdentityProvider.class.getClassLoader()).beforeInitialize();
		return application;
	}

}
