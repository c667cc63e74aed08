package io.zendeskbff.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

import io.zendeskbff.ZendeskAccountBff;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The start command's program: the real service on this machine alone, beside a fake
 * Zendesk and an identity provider. Its arguments are those of the service, and
 * {@code --local.zendesk.port} and {@code --local.identity-provider.port}. With the
 * profile {@code connect} it starts without a connection, for an owner to connect it.
 * Browsers log in there unless the service's port is 0: the identity provider must know
 * it first.
 */
public final class LocalRun implements AutoCloseable {

	private final Deque<Runnable> closing = new ArrayDeque<>();

	private final FakeZendesk zendesk;

	private final URI identityProvider;

	private final ConfigurableApplicationContext service;

	private LocalRun(LocalSettings settings, PrintStream out) {
		try {
			this.zendesk = FakeZendesk.start(settings.zendesk().number());
			this.closing.push(this.zendesk::close);
			LocalIdentityProvider provider = LocalIdentityProvider.start(settings.identityProvider().number(),
					settings.loginClients());
			this.closing.push(provider::close);
			this.identityProvider = provider.issuer();
			this.service = startService(settings.forService(this.zendesk, provider));
			this.closing.push(this.service::close);
			out.println(commands(settings).text());
		}
		catch (RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * Runs until it is interrupted.
	 */
	public static void main(String[] args) {
		try {
			// UTF-8 whatever the locale says: the commands must arrive as they are.
			LocalRun run = start(
					new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), args);
			Runtime.getRuntime().addShutdownHook(new Thread(run::close, "local-run"));
		}
		catch (PortTakenException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	/**
	 * Starts everything, or nothing.
	 * @param out where the commands are printed when all is ready
	 * @throws PortTakenException if a port is in use
	 */
	static LocalRun start(PrintStream out, String... args) {
		LocalSettings settings = LocalSettings.of(args);
		settings.requireFreePorts();
		return new LocalRun(settings, out);
	}

	/**
	 * The Zendesk that the service calls.
	 */
	public FakeZendesk zendesk() {
		return this.zendesk;
	}

	/**
	 * The service, for tests that look inside.
	 */
	public ApplicationContext service() {
		return this.service;
	}

	/**
	 * Where the service is when it speaks plain http.
	 */
	public URI serviceUrl() {
		return localhost("local.server.port");
	}

	URI managementUrl() {
		return localhost("local.management.port");
	}

	/**
	 * The identity provider's issuer, which is its own page as well.
	 */
	public URI identityProvider() {
		return this.identityProvider;
	}

	/**
	 * Stops the service first and what it calls after it.
	 */
	@Override
	public void close() {
		Runnable next = this.closing.poll();
		if (next != null) {
			try {
				next.run();
			}
			finally {
				close();
			}
		}
	}

	private static ConfigurableApplicationContext startService(String... args) {
		SpringApplication application = new SpringApplication(ZendeskAccountBff.class, SwaggerUiConfiguration.class);
		application.setRegisterShutdownHook(false);
		return application.run(args);
	}

	private LocalCommands commands(LocalSettings settings) {
		return new LocalCommands(serviceUrl(), this.identityProvider,
				URI.create("http://localhost:" + this.zendesk.baseUrl().getPort()), settings.loginClients(),
				settings.connects());
	}

	private URI localhost(String port) {
		return URI.create("http://localhost:" + this.service.getEnvironment().getRequiredProperty(port));
	}

}
