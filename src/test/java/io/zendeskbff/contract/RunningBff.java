package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.ZendeskAccountBff;
import io.zendeskbff.connect.Connections;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.connection.Standing;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.HttpCalls;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * The real service on ephemeral loopback ports, between an issuer of portal tokens and a
 * fake Zendesk.
 */
final class RunningBff implements AutoCloseable {

	static final String ACCOUNT = "/api/v2/account";

	static final String CHAT_ACCOUNT = "/api/v2/chat/account";

	private static final String GRANT = "spring.security.oauth2.client.registration.zendesk.authorization-grant-type";

	private final PortalIssuer issuer = new PortalIssuer();

	private final FakeZendesk zendesk = FakeZendesk.start(0);

	private final LogRecorder log = new LogRecorder();

	private final HttpCalls calls = new HttpCalls();

	private final ConfigurableApplicationContext context;

	private RunningBff(String... settings) {
		try {
			this.context = startService(settings);
			settle();
		}
		catch (RuntimeException ex) {
			closeNeighbours();
			throw ex;
		}
	}

	/**
	 * Starts the service.
	 * @param settings arguments that replace the usual ones
	 */
	static RunningBff start(String... settings) {
		return new RunningBff(settings);
	}

	/**
	 * Waits until the connection that begins by itself is made, or not, and forgets its
	 * calls: no test is to count them.
	 */
	private void settle() {
		if (!"authorization_code".equals(this.context.getEnvironment().getProperty(GRANT))) {
			await().atMost(Duration.ofSeconds(60)).until(() -> isSettled());
			this.zendesk.reset();
		}
	}

	private boolean isSettled() {
		return switch (status()) {
			case CONNECTED -> !this.zendesk.requests("GET", "/api/v2/chat/agents/me").isEmpty();
			case BROKEN -> true;
			case CONNECTING, NOT_CONNECTED -> false;
		};
	}

	private Standing.Status status() {
		return this.context.getBean(ConnectionStatus.class).standing().status();
	}

	private ConfigurableApplicationContext startService(String... settings) {
		SpringApplication application = new SpringApplication(ZendeskAccountBff.class);
		application.setRegisterShutdownHook(false);
		Stream<String> usual = Stream.of(settings())
			.filter((one) -> Stream.of(settings).noneMatch((own) -> isSame(own, one)));
		try {
			return application.run(Stream.concat(usual, Stream.of(settings)).toArray(String[]::new));
		}
		finally {
			// Spring Boot leaves it behind, and it would silence whatever starts next.
			System.clearProperty("CONSOLE_LOG_THRESHOLD");
		}
	}

	/** Spring would take both values for a list. */
	private static boolean isSame(String own, String usual) {
		return own.startsWith(usual.substring(0, usual.indexOf('=') + 1));
	}

	private String[] settings() {
		String client = "--spring.security.oauth2.client.registration.zendesk.client-";
		String jwt = "--spring.security.oauth2.resourceserver.jwt.";
		return new String[] { "--server.address=127.0.0.1", "--server.port=0", "--management.server.address=127.0.0.1",
				"--management.server.port=0", "--bff.zendesk.base-url=" + this.zendesk.baseUrl(),
				client + "id=" + FakeZendesk.CLIENT_ID, client + "secret=" + FakeZendesk.CLIENT_SECRET,
				jwt + "issuer-uri=" + this.issuer.uri(), jwt + "audiences=" + PortalIssuer.AUDIENCE,
				"--logging.level.io.zendeskbff=debug", "--logging.threshold.console=off" };
	}

	PortalIssuer issuer() {
		return this.issuer;
	}

	FakeZendesk zendesk() {
		return this.zendesk;
	}

	LogRecorder log() {
		return this.log;
	}

	/** How many calls of the account Zendesk has received. */
	long accountCalls() {
		return this.zendesk.requests()
			.stream()
			.map(LoggedRequest::getUrl)
			.filter((url) -> url.startsWith(CHAT_ACCOUNT))
			.count();
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port("local.server.port") + path);
	}

	URI managementUri(String path) {
		return URI.create("http://127.0.0.1:" + port("local.management.port") + path);
	}

	private String port(String name) {
		return this.context.getEnvironment().getRequiredProperty(name);
	}

	HttpResponse<String> get(String path, @Nullable String token, String... headers) {
		return send(request("GET", path, token, BodyPublishers.noBody(), headers));
	}

	HttpResponse<String> put(String path, @Nullable String token, String body, String... headers) {
		return put(path, token, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	HttpResponse<String> put(String path, @Nullable String token, byte[] body, String... headers) {
		return send(request("PUT", path, token, BodyPublishers.ofByteArray(body), headers).header("Content-Type",
				"application/json"));
	}

	HttpRequest.Builder request(String method, String path, @Nullable String token, BodyPublisher body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		return this.calls.send(request);
	}

	/** The last part of a problem's type. */
	static String slug(HttpResponse<String> response) {
		String type = JsonPath.read(response.body(), "$.type");
		return type.substring(type.lastIndexOf(':') + 1);
	}

	void reset() {
		this.zendesk.reset();
		if (status() == Standing.Status.BROKEN) {
			// Whatever the test before has broken, this one begins with what is good.
			this.context.getBean(Connections.class).forget();
			get(ACCOUNT, this.issuer.owner());
			settle();
		}
		this.log.attach();
		this.log.clear();
	}

	@Override
	public void close() {
		this.log.detach();
		this.context.close();
		closeNeighbours();
	}

	private void closeNeighbours() {
		this.calls.close();
		this.zendesk.close();
		this.issuer.close();
	}

}
