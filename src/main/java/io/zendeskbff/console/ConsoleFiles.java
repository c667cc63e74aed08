package io.zendeskbff.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * All files of the page, read once.
 */
final class ConsoleFiles {

	/** Where the page itself is, and what it names its other files relative to. */
	static final String PAGE = "/";

	private static final String FOLDER = "/console/";

	private final Map<String, ConsoleFile> byPath;

	private ConsoleFiles(Map<String, ConsoleFile> byPath) {
		this.byPath = Map.copyOf(byPath);
	}

	static ConsoleFiles load() {
		Map<String, ConsoleFile> files = new HashMap<>();
		try {
			for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:console/*.*")) {
				String name = Objects.requireNonNull(resource.getFilename());
				try (InputStream content = resource.getInputStream()) {
					files.put(name.equals("index.html") ? PAGE : FOLDER + name,
							ConsoleFile.of(type(name), content.readAllBytes()));
				}
			}
			return new ConsoleFiles(files);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The jar lacks the console", ex);
		}
	}

	/** Each by what browsers insist on: they take no script for another type. */
	private static MediaType type(String name) {
		String type = switch (name.substring(name.lastIndexOf('.') + 1)) {
			case "html" -> "text/html";
			case "css" -> "text/css";
			case "js" -> "text/javascript";
			case "svg" -> "image/svg+xml";
			default -> throw new IllegalStateException("No such file belongs to the console: " + name);
		};
		return new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8);
	}

	Set<String> paths() {
		return this.byPath.keySet();
	}

	Optional<ConsoleFile> at(String path) {
		return Optional.ofNullable(this.byPath.get(path));
	}

}
