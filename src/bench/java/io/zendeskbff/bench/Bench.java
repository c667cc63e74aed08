package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts the service and its peers, measures them and prints what came out. Ends with 1
 * when the service made a wrong number of calls or gave a wrong answer.
 */
final class Bench {

	private static final Duration PROFILED = Duration.ofSeconds(20);

	private final Options options;

	private final Upstream upstream;

	private final Launcher launcher;

	private final Wrk wrk;

	private final Path scratch;

	Bench(Options options, Upstream upstream, Path scratch) throws IOException {
		this.options = options;
		this.upstream = upstream;
		this.scratch = scratch;
		this.launcher = new Launcher(options, upstream, scratch);
		this.wrk = new Wrk(scratch, upstream.issuer());
	}

	/**
	 * Runs the benchmark.
	 * @param arguments the work tree, and what {@code run} was given
	 * @throws IOException when a server cannot be started or asked
	 */
	public static void main(String[] arguments) throws IOException {
		Options options = Options.parse(Path.of(arguments[0]), Arrays.asList(arguments).subList(1, arguments.length));
		Path scratch = Files.createTempDirectory("bench");
		boolean good;
		try (Upstream upstream = new Upstream()) {
			good = new Bench(options, upstream, scratch).run();
		}
		finally {
			delete(scratch);
		}
		System.exit(good ? 0 : 1);
	}

	private static void delete(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
	}

	private boolean run() throws IOException {
		return switch (this.options.mode()) {
			case TABLE -> new Report(System.out, measure(), this.options.scenarios()).print();
			case SOAK -> soak();
			case PROFILE -> profile();
		};
	}

	private Outcome measure() throws IOException {
		Progress.say("starts");
		Map<JavaService.Form, Double> starts = new Starts(this.launcher).seconds(this.options.forms(),
				this.options.starts());
		List<Server> servers = new ArrayList<>();
		try {
			for (Peer peer : Peer.values()) {
				servers.add(startWarm(peer));
			}
			Saturation.Results saturation = new Saturation(this.options, this.upstream, this.wrk).measure(servers);
			double rate = saturation.of(Peer.SERVICE, Scenario.ONE_TOKEN).perSecond() / 2;
			Map<Peer, Load> fixedRate = atFixedRate(servers, rate);
			servers.forEach(Server::close);
			return new Outcome(saturation, rate, fixedRate, coldKeys(), coldRead(), starts);
		}
		finally {
			servers.forEach(Server::close);
		}
	}

	private Server startWarm(Peer peer) throws IOException {
		Progress.say("start, check and warm up %s", peer.title());
		Server server = this.launcher.start(peer, Launcher.FRESH_SECONDS);
		for (Scenario scenario : this.options.scenarios()) {
			if (scenario.suits(peer)) {
				Check.verify(server, scenario, this.upstream.issuer());
			}
		}
		this.wrk.run(server, Scenario.MANY_TOKENS, this.options.warmUp(peer));
		return server;
	}

	private Map<Peer, Load> atFixedRate(List<Server> servers, double rate) throws IOException {
		Map<Peer, Load> loads = new EnumMap<>(Peer.class);
		for (Server server : servers) {
			Progress.say("%.0f reads a second of %s", rate, server.peer().title());
			byte[] request = Check.request(server, Scenario.ONE_TOKEN, this.upstream.issuer()).octets();
			try (OpenLoop warmUp = new OpenLoop(server, request, 64);
					OpenLoop loop = new OpenLoop(server, request, 64)) {
				warmUp.run(rate, this.options.fixedRate().dividedBy(2));
				loads.put(server.peer(), loop.run(rate, this.options.fixedRate()));
			}
		}
		return loads;
	}

	private Map<Peer, List<ColdKey.Round>> coldKeys() throws IOException {
		Map<Peer, List<ColdKey.Round>> rounds = new EnumMap<>(Peer.class);
		this.upstream.setMaxAge(1);
		for (Peer peer : this.options.crowded()) {
			Progress.say("200 clients at an expired key: %s", peer.title());
			try (Server server = this.launcher.start(peer, 1)) {
				this.wrk.run(server, Scenario.CROWD, this.options.warmUp(peer).dividedBy(2));
				rounds.put(peer, new ColdKey(this.upstream).rounds(server, this.options.coldRounds()));
			}
		}
		this.upstream.setMaxAge(Launcher.FRESH_SECONDS);
		return rounds;
	}

	private double coldRead() throws IOException {
		Progress.say("cold reads");
		try (Server server = this.launcher.start(Peer.SERVICE, 0)) {
			return new ColdRead(this.upstream).addedMillis(server, this.options.coldReads());
		}
	}

	private boolean soak() throws IOException {
		System.out.println(Machine.describe());
		try (Server service = startWarm(Peer.SERVICE)) {
			return new Soak(this.upstream, this.wrk).run(service, this.options.quick() ? 1 : 10);
		}
	}

	private boolean profile() throws IOException {
		System.out.println(Machine.describe());
		try (Server service = startWarm(Peer.SERVICE)) {
			Profile.record(service, this.wrk, PROFILED, this.scratch).print();
			return true;
		}
	}

}
