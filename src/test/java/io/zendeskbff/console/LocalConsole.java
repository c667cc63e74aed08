package io.zendeskbff.console;

import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.agent.UpdateVerdict;
import io.zendeskbff.connect.Connections;
import io.zendeskbff.connection.ConnectionStatus;
import io.zendeskbff.connection.Standing;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.LocalRun;
import io.zendeskbff.local.LocalRuns;
import io.zendeskbff.shelf.Shelves;
import io.zendeskbff.throttle.Throttle;
import io.zendeskbff.throttle.Throttles;
import io.zendeskbff.tools.Ports;

import org.springframework.context.ApplicationContext;

/**
 * The local run whose console tests look at. Each read is a call to Zendesk; an older
 * account stands in for one that cannot be read.
 */
final class LocalConsole implements AutoCloseable {

	/** More than any test needs. */
	private static final int REQUESTS_PER_MINUTE = 10_000;

	private final LocalRun run;

	private LocalConsole(LocalRun run) {
		this.run = run;
	}

	/**
	 * Starts it.
	 * @param arguments those of the local run, beside or in place of the usual ones
	 */
	static LocalConsole start(List<String> arguments) {
		Stream<String> usual = Stream.of("--server.port=" + Ports.free(), "--bff.cache.fresh-for=0s",
				"--bff.cache.stale-while-revalidate=0s", "--bff.zendesk.requests-per-minute=" + REQUESTS_PER_MINUTE,
				"--logging.threshold.console=off");
		return new LocalConsole(LocalRuns.start(OutputStream.nullOutputStream(), Stream
			.concat(usual.filter((one) -> arguments.stream()
				.noneMatch((given) -> given.startsWith(one.substring(0, one.indexOf('=') + 1)))), arguments.stream())
			.toArray(String[]::new)));
	}

	URI url() {
		return this.run.serviceUrl().resolve("/");
	}

	FakeZendesk zendesk() {
		return this.run.zendesk();
	}

	URI identityProvider() {
		return this.run.identityProvider();
	}

	/** Lets Zendesk and the service forget the test before. */
	void reset() {
		zendesk().reset();
		zendesk().requestsPerMinute(REQUESTS_PER_MINUTE);
		ApplicationContext service = this.run.service();
		Shelves.clear(service);
		Throttles.reset(service.getBean(Throttle.class));
		service.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers().forEach(CircuitBreaker::reset);
		service.getBean(UpdateVerdict.class).allow();
		if (connects(service)
				|| service.getBean(ConnectionStatus.class).standing().status() == Standing.Status.BROKEN) {
			service.getBean(Connections.class).forget();
		}
		service.getBean(Agents.class).ask();
	}

	private static boolean connects(ApplicationContext service) {
		return service.getEnvironment().matchesProfiles("connect");
	}

	@Override
	public void close() {
		this.run.close();
	}

}
