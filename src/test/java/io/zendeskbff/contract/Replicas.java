package io.zendeskbff.contract;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.local.FakeZendesk;
import io.zendeskbff.local.HttpCalls;
import io.zendeskbff.tools.RedisServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several replicas of the real service, each a process of its own, over one Redis,
 * between an issuer of portal tokens and a fake Zendesk.
 */
final class Replicas implements AutoCloseable {

	/** Many processes on few cores are slow: a late answer of Redis is no fault here. */
	private static final List<String> USUAL = List.of("--bff.cache.fresh-for=30s",
			"--bff.cache.stale-while-revalidate=30s", "--bff.cache.stale-if-error=10m",
			"--spring.data.redis.timeout=2s");

	private final Neighbours neighbours = new Neighbours();

	private final HttpCalls calls = new HttpCalls();

	private final List<ServiceProcess> processes = new ArrayList<>();

	private final String[] settings;

	private Replicas(int redisPort, String... settings) {
		this.settings = RedisServer.settingsFor(redisPort, settings);
	}

	/**
	 * Starts them, and waits until all are ready and one has connected.
	 * @param number how many
	 * @param redisPort where they find Redis
	 * @param settings arguments that replace the usual ones
	 */
	static Replicas start(int number, int redisPort, String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		for (String usual : USUAL) {
			String key = usual.substring(0, usual.indexOf('=') + 1);
			if (all.stream().noneMatch((one) -> one.startsWith(key))) {
				all.add(usual);
			}
		}
		Replicas replicas = new Replicas(redisPort, all.toArray(String[]::new));
		IntStream.range(0, number).forEach((_) -> replicas.processes.add(replicas.started()));
		replicas.processes.forEach(ServiceProcess::awaitReady);
		return replicas;
	}

	private ServiceProcess started() {
		return ServiceProcess.start(this.neighbours, List.of(), this.settings);
	}

	FakeZendesk zendesk() {
		return this.neighbours.zendesk();
	}

	PortalIssuer issuer() {
		return this.neighbours.issuer();
	}

	int number() {
		return this.processes.size();
	}

	ServiceProcess process(int replica) {
		return this.processes.get(replica);
	}

	/** SIGKILL, and another one in its place, which is not ready yet. */
	void replace(int replica) {
		process(replica).close();
		this.processes.set(replica, started());
	}

	HttpResponse<String> get(int replica, String token) {
		return this.calls.send(request(replica, token));
	}

	/** What a replica lists of the updates that were attempted. */
	String changes(int replica) {
		HttpResponse<String> answer = this.calls.send(request(replica, "/changes", issuer().owner()));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return answer.body();
	}

	HttpResponse<String> put(int replica, String token, String body) {
		return this.calls.send(
				request(replica, token).PUT(BodyPublishers.ofString(body)).header("Content-Type", "application/json"));
	}

	private HttpRequest.Builder request(int replica, String token) {
		return request(replica, RunningBff.ACCOUNT, token);
	}

	private HttpRequest.Builder request(int replica, String path, String token) {
		return HttpRequest.newBuilder(process(replica).uri(path)).header("Authorization", "Bearer " + token);
	}

	/** An owner connects Zendesk, and meets another replica when he comes back. */
	void connect() {
		HttpResponse<String> begun = this.calls
			.send(request(0, "/connection/authorization", issuer().owner()).POST(BodyPublishers.noBody()));
		URI authorization = URI.create(JsonPath.read(begun.body(), "$.authorizationUrl"));
		URI callback = URI.create(
				this.calls.send(HttpRequest.newBuilder(authorization)).headers().firstValue("location").orElseThrow());
		HttpResponse<String> done = this.calls
			.send(HttpRequest.newBuilder(process(number() - 1).uri("/connection/callback?" + callback.getRawQuery())));
		assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
	}

	HttpResponse<String> disconnect(int replica) {
		return this.calls.send(request(replica, "/connection", issuer().owner()).DELETE());
	}

	/** What a replica has written with this text in it. */
	List<String> lines(int replica, String text) {
		return process(replica).output().stream().filter((line) -> line.contains(text)).toList();
	}

	/** The account calls that Zendesk has received. */
	long accountCalls() {
		return zendesk().requests("GET", "/api/v2/chat/account").size();
	}

	/**
	 * Has something done many times at once, each time at the next replica.
	 * @param times how often
	 * @param what is given a replica
	 * @return what came of it
	 */
	<T> List<T> atOnce(int times, Call<T> what) {
		return atOnceAnywhere(times, (i) -> what.at(i % number()));
	}

	/**
	 * Has something done many times at once.
	 * @param times how often
	 * @param what is given its number
	 * @return what came of it
	 */
	static <T> List<T> atOnceAnywhere(int times, Call<T> what) {
		try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<T>> tasks = IntStream.range(0, times).<Callable<T>>mapToObj((i) -> () -> what.at(i)).toList();
			return callers.invokeAll(tasks).stream().map(Future::resultNow).toList();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.processes.forEach(ServiceProcess::close);
		this.calls.close();
		this.neighbours.close();
	}

	/** Something to do at a replica. */
	@FunctionalInterface
	interface Call<T> {

		T at(int replica) throws Exception;

	}

}
