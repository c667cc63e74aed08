package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs wrk: as many reads as the connections can make.
 */
final class Wrk {

	/** wrk's own words are for people, so its script says the same in one line. */
	private static final String SCRIPT = """
			local tokens = {}
			for token in io.lines("%s") do tokens[#tokens + 1] = token end
			wrk.headers["Authorization"] = "Bearer " .. tokens[1]
			%s
			if #tokens > 1 then
				local requests, turn = {}, 0
				function init()
					for number, token in ipairs(tokens) do
						wrk.headers["Authorization"] = "Bearer " .. token
						requests[number] = wrk.format("GET")
					end
				end
				function request()
					turn = turn %% #requests + 1
					return requests[turn]
				end
			end
			function done(summary, latency)
				local e = summary.errors
				print(string.format("RESULT %%d %%d %%d %%d %%d", summary.requests, summary.duration,
					e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(99)))
			end
			""";

	private final Path scratch;

	private final Issuer issuer;

	Wrk(Path scratch, Issuer issuer) {
		this.scratch = scratch;
		this.issuer = issuer;
	}

	/** Starts a load, to be waited for. */
	Run start(Server server, Scenario scenario, Duration duration) throws IOException {
		String url = "http://127.0.0.1:" + server.port() + server.peer().path(scenario.view());
		Process process = new ProcessBuilder("wrk", "-t1", "--timeout", "10s", "-c" + scenario.connections(),
				"-d" + Math.max(duration.toSeconds(), 1) + "s", "-s", script(server, scenario).toString(), url)
			.redirectErrorStream(true)
			.start();
		return new Run(process);
	}

	Load run(Server server, Scenario scenario, Duration duration) throws IOException {
		return start(server, scenario, duration).await();
	}

	private Path script(Server server, Scenario scenario) throws IOException {
		String condition = "";
		if (scenario.conditional()) {
			condition = "wrk.headers[\"If-None-Match\"] = '%s'"
				.formatted(Check.entityTag(server, scenario, this.issuer));
		}
		return Files.writeString(this.scratch.resolve("load.lua"),
				SCRIPT.formatted(tokens(scenario.view(), scenario.tokens()), condition));
	}

	private Path tokens(View view, int count) throws IOException {
		Path file = this.scratch.resolve("%s-%d.txt".formatted(view.word(), count));
		return Files.exists(file) ? file : Files.write(file, this.issuer.tokens(view, count));
	}

	/**
	 * A load under way.
	 */
	static final class Run {

		private final Process process;

		Run(Process process) {
			this.process = process;
		}

		Load await() throws IOException {
			String output = new String(this.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return result(output)
				.map((fields) -> new Load(fields.get(0), micros(fields.get(1)), fields.get(2), micros(fields.get(3)),
						micros(fields.get(4))))
				.orElseThrow(() -> new IOException("wrk says: " + output));
		}

		private static Optional<List<Long>> result(String output) {
			return output.lines()
				.filter((line) -> line.startsWith("RESULT "))
				.map((line) -> Arrays.stream(line.split(" ")).skip(1).map(Long::valueOf).collect(Collectors.toList()))
				.findAny();
		}

		private static Duration micros(long micros) {
			return Duration.ofNanos(micros * 1_000);
		}

	}

}
