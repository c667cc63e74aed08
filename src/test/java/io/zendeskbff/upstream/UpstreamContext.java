package io.zendeskbff.upstream;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;

/**
 * Some packages of the service, composed by their own configuration, with a server of the
 * test for Zendesk.
 */
public final class UpstreamContext implements AutoCloseable {

	/** The OAuth client that the service is. */
	public static final String CLIENT_ID = "local-client";

	/** The secret of that client. */
	public static final String CLIENT_SECRET = "local-client-secret";

	/** All that it takes to read and update the account. */
	public static final String ACCOUNTS = "upstream grant revocation connection renewal access agent guard zendesk";

	/** For updates of which nobody wants to know when they leave. */
	public static final Runnable UNHEARD = () -> {
	};

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private UpstreamContext() {
	}

	/**
	 * Composes packages.
	 * @param packages their names below {@code io.zendeskbff}
	 * @param zendesk the origin of the test's server
	 * @param settings further settings, {@code key=value}
	 */
	public static UpstreamContext of(String packages, URI zendesk, String... settings) {
		UpstreamContext upstream = new UpstreamContext();
		upstream.context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test", settings(zendesk, settings)));
		upstream.context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
		upstream.context.registerBean(ObservationRegistry.class, ObservationRegistry::create);
		upstream.context.registerBean(CircuitBreakerRegistry.class, UpstreamContext::circuits);
		upstream.context.registerBean(BulkheadRegistry.class, UpstreamContext::bulkheads);
		upstream.context.scan(Stream.of(("outgoing store throttle " + packages).split(" "))
			.map((name) -> "io.zendeskbff." + name)
			.toArray(String[]::new));
		upstream.context.refresh();
		return upstream;
	}

	public <T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** A circuit that never opens. */
	private static CircuitBreakerRegistry circuits() {
		return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
			.slidingWindow(1, Integer.MAX_VALUE, SlidingWindowType.TIME_BASED)
			.build());
	}

	private static BulkheadRegistry bulkheads() {
		return BulkheadRegistry.of(BulkheadConfig.custom().maxConcurrentCalls(10_000).build());
	}

	private static Map<String, Object> settings(URI zendesk, String... settings) {
		Map<String, Object> all = new LinkedHashMap<>(
				Map.of("bff.zendesk.base-url", zendesk.toString(), "bff.zendesk.requests-per-minute", "1000000"));
		String client = "spring.security.oauth2.client.registration.zendesk.";
		all.putAll(Map.of(client + "client-id", CLIENT_ID, client + "client-secret", CLIENT_SECRET,
				client + "client-authentication-method", "client_secret_post", client + "authorization-grant-type",
				"client_credentials", client + "scope", "read, write",
				"spring.security.oauth2.client.provider.zendesk.token-uri",
				zendesk.resolve("/oauth2/chat/token").toString()));
		all.putAll(Arrays.stream(settings)
			.map((setting) -> setting.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> pair[1])));
		return all;
	}

	/**
	 * The service's registration at Zendesk, as application.yaml says.
	 * @param zendesk the origin of the test's server
	 */
	public static ClientRegistration registration(URI zendesk) {
		return ClientRegistration.withRegistrationId("zendesk")
			.clientId(CLIENT_ID)
			.clientSecret(CLIENT_SECRET)
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.scope("read", "write")
			.tokenUri(zendesk.resolve("/oauth2/chat/token").toString())
			.build();
	}

}
