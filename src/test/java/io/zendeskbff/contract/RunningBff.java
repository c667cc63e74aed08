package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.jayway.jsonpath.JsonPath;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.zendeskbff.ZendeskAccountBff;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.connect.Connections;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.connection.Standing;
import io.zendeskbff.leak.Published;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.shelf.Shelves;
import io.zendeskbff.surface.Surface;
import io.zendeskbff.throttle.Throttle;
import io.zendeskbff.throttle.Throttles;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import static org.awaitility.Awaitility.await;

/**
 * The real service on ephemeral loopback ports, between an issuer of portal tokens and a
 * fake Zendesk.
 */
public final class RunningBff implements AutoCloseable {

	public static final String ACCOUNT = "/api/v2/account";

	public static final String CHAT_ACCOUNT = "/api/v2/chat/account";

	private static final String GRANT = "spring.security.oauth2.client.registration.zendesk.authorization-grant-type";

	private static final List<String> LOGGING = List.of("--logging.level.io.zendeskbff=debug",
			"--logging.threshold.console=off");

	private final Neighbours neighbours = new Neighbours();

	private final LogRecorder log = new LogRecorder();

	private final HttpCalls calls = new HttpCalls();

	private final ConfigurableApplicationContext context;

	private RunningBff(boolean connects, String... settings) {
		try {
			this.context = startService(settings);
			if (connects) {
				settle();
			}
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
	public static RunningBff start(String... settings) {
		return new RunningBff(true, settings);
	}

	/**
	 * Starts the service with the cache as it is by default; elsewhere there is none, so
	 * that each call can be seen at Zendesk.
	 * @param settings arguments that replace the usual ones
	 */
	public static RunningBff startCaching(String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		for (String usual : List.of("fresh-for=30s", "stale-while-revalidate=30s", "stale-if-error=10m")) {
			String key = "--bff.cache." + usual.substring(0, usual.indexOf('=') + 1);
			if (all.stream().noneMatch((one) -> one.startsWith(key))) {
				all.add("--bff.cache." + usual);
			}
		}
		return start(all.toArray(String[]::new));
	}

	/**
	 * Starts the service over another Zendesk than the fake one.
	 * @param zendesk its origin
	 * @param settings arguments that replace the usual ones
	 */
	static RunningBff startOver(URI zendesk, String... settings) {
		return start(with(zendesk, settings));
	}

	/**
	 * Starts the service over a Zendesk that it cannot connect to.
	 * @param zendesk its origin
	 * @param settings arguments that replace the usual ones
	 */
	static RunningBff startInVain(URI zendesk, String... settings) {
		return new RunningBff(false, with(zendesk, settings));
	}

	private static String[] with(URI zendesk, String... settings) {
		return Stream.concat(Stream.of("--bff.zendesk.base-url=" + zendesk), Stream.of(settings))
			.toArray(String[]::new);
	}

	/**
	 * Waits until the connection that begins by itself is made, or not, and forgets its
	 * calls: no test is to count them.
	 */
	private void settle() {
		if (!"authorization_code".equals(this.context.getEnvironment().getProperty(GRANT))) {
			await().atMost(Duration.ofSeconds(60)).until(() -> isSettled());
			zendesk().reset();
		}
	}

	private boolean isSettled() {
		return switch (status()) {
			case CONNECTED ->
				this.context.getBean(Agents.class).known(standing().generation(), Duration.ZERO).isPresent();
			case BROKEN -> true;
			case CONNECTING, NOT_CONNECTED -> false;
		};
	}

	private Standing.Status status() {
		return standing().status();
	}

	private Standing standing() {
		return this.context.getBean(ConnectionStatus.class).standing();
	}

	private ConfigurableApplicationContext startService(String... settings) {
		SpringApplication application = new SpringApplication(ZendeskAccountBff.class);
		application.setRegisterShutdownHook(false);
		try {
			return application.run(this.neighbours.arguments(LOGGING, settings));
		}
		finally {
			// Spring Boot leaves it behind, and it would silence whatever starts next.
			System.clearProperty("CONSOLE_LOG_THRESHOLD");
		}
	}

	public PortalIssuer issuer() {
		return this.neighbours.issuer();
	}

	public FakeZendesk zendesk() {
		return this.neighbours.zendesk();
	}

	Surface surface() {
		return this.context.getBean(Surface.class);
	}

	/** By the simple names of their classes. */
	List<String> messageConverters() {
		return this.context.getBean(RequestMappingHandlerAdapter.class)
			.getMessageConverters()
			.stream()
			.map((converter) -> converter.getClass().getSimpleName())
			.toList();
	}

	LogRecorder log() {
		return this.log;
	}

	/** How many calls of the account Zendesk has received. */
	public long accountCalls() {
		return zendesk().requests()
			.stream()
			.map(LoggedRequest::getUrl)
			.filter((url) -> url.startsWith(CHAT_ACCOUNT))
			.count();
	}

	public URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port("local.server.port") + path);
	}

	public URI managementUri(String path) {
		return URI.create("http://127.0.0.1:" + port("local.management.port") + path);
	}

	private String port(String name) {
		return this.context.getEnvironment().getRequiredProperty(name);
	}

	public HttpResponse<String> get(String path, @Nullable String token, String... headers) {
		return send(request("GET", path, token, BodyPublishers.noBody(), headers));
	}

	public HttpResponse<String> put(String path, @Nullable String token, String body, String... headers) {
		return put(path, token, body.getBytes(StandardCharsets.UTF_8), headers);
	}

	public HttpResponse<String> put(String path, @Nullable String token, byte[] body, String... headers) {
		return send(request("PUT", path, token, BodyPublishers.ofByteArray(body), headers).header("Content-Type",
				"application/json"));
	}

	public HttpRequest.Builder request(String method, String path, @Nullable String token, BodyPublisher body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, body);
		if (token != null) {
			request.header("Authorization", "Bearer " + token);
		}
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		return this.calls.send(request);
	}

	/** The last part of a problem's type. */
	public static String slug(HttpResponse<String> response) {
		String type = JsonPath.read(response.body(), "$.type");
		return type.substring(type.lastIndexOf(':') + 1);
	}

	void reset() {
		zendesk().reset();
		forgetFaults();
		if (status() == Standing.Status.BROKEN) {
			// Whatever the test before has broken, this one begins with what is good.
			this.context.getBean(Connections.class).forget();
			get(ACCOUNT, issuer().owner());
			settle();
		}
		this.log.attach();
		this.log.clear();
	}

	/** What the test before has made of Zendesk is nothing to this one. */
	void forgetFaults() {
		forgetAccount();
		Throttles.reset(this.context.getBean(Throttle.class));
		this.context.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers().forEach(CircuitBreaker::reset);
	}

	/** Whoever comes next finds no copy. */
	public void forgetAccount() {
		Shelves.clear(this.context);
	}

	/** As if a moment had passed since. */
	void forgetFailedReads() {
		Shelves.forgetFailedReads(this.context);
	}

	@Override
	public void close() {
		this.log.detach();
		this.context.getBeanProvider(PrometheusMeterRegistry.class)
			.ifAvailable((meters) -> Published.METRICS.keep(meters.scrape()));
		this.context.close();
		closeNeighbours();
	}

	private void closeNeighbours() {
		this.calls.close();
		this.neighbours.close();
	}

}
