package io.zendeskbff.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.zendeskbff.tools.RedisServer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All that somebody sees of what a service keeps in Redis who may listen there, and who
 * finds its disk.
 */
final class StoreTraces implements AutoCloseable {

	/** Shorter ones stand by chance in what is sealed. */
	private static final int LONG_ENOUGH = 12;

	private final RedisServer redis = RedisServer.start("--appendonly", "yes", "--appendfsync", "always",
			"--rdbcompression", "no");

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private final List<Finding> findings = new ArrayList<>();

	private final Socket monitor;

	private int collections;

	StoreTraces() {
		try {
			this.monitor = new Socket(InetAddress.getLoopbackAddress(), this.redis.port());
			this.monitor.getOutputStream().write("MONITOR\r\n".getBytes(UTF_8));
			Thread.ofVirtual().start(this::listen);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await().until(() -> this.heard.contains("+OK"));
	}

	private void listen() {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(this.monitor.getInputStream(), ISO_8859_1))) {
			reader.lines().forEach(this.heard::add);
		}
		catch (IOException | UncheckedIOException _) {
			// Closed.
		}
	}

	RedisServer redis() {
		return this.redis;
	}

	/** Adds what is there at the moment. */
	void collect() {
		String mark = "mark-%d-of-the-monitor".formatted(++this.collections);
		this.redis.cli("echo", mark);
		await().until(() -> this.heard.stream().anyMatch((line) -> line.contains(mark)));
		add(Place.MONITOR, String.join("\n", this.heard));
		assertThat(this.redis.cli("save")).isEqualTo("OK");
		add(Place.DUMP, new String(this.redis.file("dump.rdb"), ISO_8859_1));
		appendOnlyFiles().forEach((name) -> add(Place.APPEND_ONLY_FILE,
				new String(this.redis.file("appendonlydir/" + name), ISO_8859_1)));
		this.redis.keys().forEach((key) -> add(Place.VALUES, key + ": " + value(key)));
	}

	private void add(Place place, String text) {
		this.findings.add(new Finding(place, text));
	}

	/** Each line of the manifest: {@code file <name> seq <number> type <letter>}. */
	private Stream<String> appendOnlyFiles() {
		return new String(this.redis.file("appendonlydir/appendonly.aof.manifest"), UTF_8).lines()
			.map((line) -> line.replaceFirst("file (\\S+) .*", "$1"));
	}

	/** With an escape for whatever is not ASCII. */
	private String value(String key) {
		return switch (this.redis.cli("type", key)) {
			case "string" -> this.redis.cli("--no-raw", "get", key);
			case "hash" -> this.redis.cli("--no-raw", "hgetall", key);
			case "zset" -> this.redis.cli("--no-raw", "zrange", key, "0", "-1", "withscores");
			// It has ended since it was listed.
			case "none" -> "";
			case String other -> throw new AssertionError(key + " is a " + other);
		};
	}

	/**
	 * Where a text was found, as it is or written in another way.
	 * @param text in ASCII
	 */
	Set<Place> placesOf(String text) {
		Set<String> spellings = spellings(text).collect(Collectors.toSet());
		return this.findings.stream()
			.filter((finding) -> spellings.stream().anyMatch(finding.text()::contains))
			.map(Finding::place)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(Place.class)));
	}

	private static Stream<String> spellings(String text) {
		String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
		Stream<String> plain = Stream.of(text, escaped);
		return (text.length() < LONG_ENOUGH) ? plain : Stream.concat(plain, coded(text));
	}

	/** In base64 it looks different at each of three positions. */
	private static Stream<String> coded(String text) {
		Stream<String> base64 = IntStream.range(0, 3).mapToObj((before) -> inner(text, before));
		return Stream.concat(base64, Stream.of(HexFormat.of().formatHex(text.getBytes(UTF_8))))
			.flatMap((one) -> Stream.of(one, one.replace('+', '-').replace('/', '_')));
	}

	/** But for the letters that depend on what is around it. */
	private static String inner(String text, int before) {
		byte[] octets = ("\0".repeat(before) + text).getBytes(UTF_8);
		String whole = Base64.getEncoder().withoutPadding().encodeToString(octets);
		return whole.substring((before == 0) ? 0 : before + 1, octets.length / 3 * 4);
	}

	@Override
	public void close() {
		try {
			this.monitor.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			this.redis.close();
		}
	}

	/** Where somebody can look. */
	enum Place {

		/** Each command as it arrives, and as a script sends it. */
		MONITOR,

		/** All that was ever written. */
		APPEND_ONLY_FILE,

		/** What was there whenever it was saved. */
		DUMP,

		/** What was there whenever it was asked for. */
		VALUES

	}

	/** What somebody has seen there at one time. */
	private record Finding(Place place, String text) {
	}

}
