package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the service's time goes on a cached read, by JDK Flight Recorder's samples of
 * Java code.
 */
final class Profile {

	private static final int LINES = 40;

	private static final int PACKAGE_DEPTH = 4;

	private final Map<String, Integer> packages = new HashMap<>();

	private final Map<String, Integer> methods = new HashMap<>();

	private final Map<String, Integer> callers = new HashMap<>();

	private int samples;

	/** Records while the load runs, and reads what was recorded. */
	static Profile record(Server service, Wrk wrk, Duration duration, Path scratch) throws IOException {
		Path file = scratch.resolve("hit.jfr");
		jcmd(service, "JFR.start", "name=hit", "settings=profile", "filename=" + file);
		wrk.run(service, Scenario.MANY_TOKENS, duration);
		jcmd(service, "JFR.stop", "name=hit");
		Profile profile = new Profile();
		try (RecordingFile recording = new RecordingFile(file)) {
			while (recording.hasMoreEvents()) {
				profile.add(recording.readEvent());
			}
		}
		return profile;
	}

	private static void jcmd(Server service, String... arguments) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
				Long.toString(service.pid()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		builder.command().addAll(List.of(arguments));
		try {
			if (builder.start().waitFor() != 0) {
				throw new IOException("jcmd cannot " + List.of(arguments));
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private void add(RecordedEvent event) {
		if (!event.getEventType().getName().equals("jdk.ExecutionSample") || event.getStackTrace() == null) {
			return;
		}
		List<RecordedFrame> frames = event.getStackTrace().getFrames();
		this.samples++;
		RecordedMethod top = frames.getFirst().getMethod();
		this.packages.merge(packageName(top), 1, Integer::sum);
		this.methods.merge(name(top), 1, Integer::sum);
		Set<String> seen = new HashSet<>();
		frames.stream()
			.map((frame) -> name(frame.getMethod()))
			.filter(seen::add)
			.forEach((method) -> this.callers.merge(method, 1, Integer::sum));
	}

	void print() {
		System.out.printf("%d samples%n", this.samples);
		print("Packages, of the top frame", this.packages);
		print("Methods, of the top frame", this.methods);
		print("Methods, with all that they call", this.callers);
	}

	private void print(String title, Map<String, Integer> counts) {
		System.out.printf("%n%s%n", title);
		counts.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
			.limit(LINES)
			.forEach((entry) -> System.out.printf("%6.1f %%  %s%n", entry.getValue() * 100.0 / this.samples,
					entry.getKey()));
	}

	private static String name(RecordedMethod method) {
		return method.getType().getName() + '.' + method.getName();
	}

	private static String packageName(RecordedMethod method) {
		String[] parts = method.getType().getName().split("\\.");
		return Arrays.stream(parts)
			.limit(Math.min(PACKAGE_DEPTH, Math.max(parts.length - 1, 1)))
			.collect(Collectors.joining("."));
	}

}
