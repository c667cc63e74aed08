package io.zendeskbff.contract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.tools.RequiresProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replicas that come and go behind a proxy, which notices by their readiness only, while
 * callers go on calling.
 */
@RequiresProgram("haproxy")
class ShutdownTests {

	private static final int STOPS = 20;

	/** More than two, so that one can start while another still ends. */
	private static final int PLACES = 3;

	/**
	 * To drain for tenfold of what the proxy needs to notice; to be slow is no failure
	 * here.
	 */
	private static final List<String> SETTINGS = List.of("--bff.http.drain-period=3s",
			"--bff.zendesk.connect-timeout=30s", "--bff.zendesk.read-deadline=60s", "--bff.zendesk.write-deadline=60s");

	private final List<ReplicaPorts> places = Stream.generate(ReplicaPorts::free).limit(PLACES).toList();

	private final List<ServiceProcess> replicas = new ArrayList<>();

	private final Map<Long, String> tokens = new ConcurrentHashMap<>();

	@TempDir
	private Path directory;

	@Test
	void noCallFailsWhenReplicasAreStoppedUnderLoad() {
		try (Neighbours neighbours = new Neighbours();
				Haproxy proxy = Haproxy.start(this.directory, this.places);
				SteadyCalls calls = new SteadyCalls(proxy.uri())) {
			neighbours.zendesk().requestsPerMinute(Integer.MAX_VALUE);
			start(neighbours).awaitReady();
			proxy.awaitServing(0);
			List<AtomicInteger> reads = IntStream.range(0, 4).mapToObj((_) -> addReads(calls, neighbours)).toList();
			AtomicInteger updates = addUpdates(calls, neighbours);
			for (int stop = 0; stop < STOPS; stop++) {
				replaceNewest(neighbours, proxy);
				assertThat(calls.failures()).as("after %d stops", stop + 1).isEmpty();
			}
			calls.end();
			assertThat(calls.failures()).isEmpty();
			assertThat(proxy.failures()).isZero();
			assertThat(reads.stream().mapToInt(AtomicInteger::get).sum()).isGreaterThan(2000);
			assertThat(updates.get()).isGreaterThan(STOPS);
		}
		finally {
			this.replicas.forEach(ServiceProcess::close);
		}
	}

	private void replaceNewest(Neighbours neighbours, Haproxy proxy) {
		int old = this.replicas.size() - 1;
		ServiceProcess replica = start(neighbours).awaitReady();
		if (old > 0) {
			assertThat(this.replicas.get(old - 1).awaitExit()).isEqualTo(143);
		}
		proxy.awaitServing(Stream.of(old, old + 1).map((number) -> number % PLACES).sorted().toArray(Integer[]::new));
		this.replicas.get(old).terminate();
		assertThat(replica.isAlive()).isTrue();
	}

	private ServiceProcess start(Neighbours neighbours) {
		String[] ports = this.places.get(this.replicas.size() % PLACES).settings();
		ServiceProcess replica = ServiceProcess.start(neighbours, List.of(),
				Stream.concat(SETTINGS.stream(), Stream.of(ports)).toArray(String[]::new));
		this.replicas.add(replica);
		return replica;
	}

	private AtomicInteger addReads(SteadyCalls calls, Neighbours neighbours) {
		return calls.add(Duration.ofMillis(50), () -> RawConnection.head("GET", token(neighbours)));
	}

	private AtomicInteger addUpdates(SteadyCalls calls, Neighbours neighbours) {
		String body = "{\"billing\":{\"city\":\"Bern\"}}";
		return calls.add(Duration.ofMillis(250), () -> RawConnection.head("PUT", token(neighbours),
				"Content-Type: application/json", "Content-Length: " + body.length()) + body);
	}

	/** A new one a minute: to sign one for each call would take more than the call. */
	private String token(Neighbours neighbours) {
		return this.tokens.computeIfAbsent(System.nanoTime() / TimeUnit.MINUTES.toNanos(1),
				(_) -> neighbours.issuer().owner());
	}

}
