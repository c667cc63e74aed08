package io.zendeskbff.leak;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.FileSystemUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Files of texts, one JSON string a line. The tests' JVM writes them, from nothing, and
 * nobody does where the build has not named the directory: in local runs, and in services
 * that tests start as processes.
 */
final class Archive {

	/** Of the directory to write to. */
	private static final String WRITTEN = "io.zendeskbff.leak.written";

	/** Of the directory to read from. */
	private static final String READ = "io.zendeskbff.leak.read";

	private static final @Nullable Path DIRECTORY = emptied(System.getProperty(WRITTEN));

	/**
	 * Open as long as the JVM lives, and without a buffer that its end could leave full.
	 */
	private static final Map<String, OutputStream> FILES = new HashMap<>();

	private static final JsonMapper JSON = JsonMapper.shared();

	private Archive() {
	}

	static boolean isOpen() {
		return DIRECTORY != null;
	}

	static synchronized void add(String name, String text) {
		try {
			FILES.computeIfAbsent(name, Archive::open).write((JSON.writeValueAsString(text) + '\n').getBytes(UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static OutputStream open(String name) {
		if (DIRECTORY == null) {
			throw new IllegalStateException("Nothing is kept here");
		}
		try {
			return Files.newOutputStream(DIRECTORY.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> read(String name) {
		Path file = Path.of(System.getProperty(READ), name);
		if (!Files.exists(file)) {
			return List.of();
		}
		try (Stream<String> lines = Files.lines(file)) {
			return lines.map((line) -> JSON.readValue(line, String.class)).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static @Nullable Path emptied(@Nullable String directory) {
		if (directory == null) {
			return null;
		}
		try {
			Path path = Path.of(directory);
			FileSystemUtils.deleteRecursively(path);
			return Files.createDirectories(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
