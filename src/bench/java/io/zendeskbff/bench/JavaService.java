package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the service and the gateway are run: the JVM options of the image under the limit
 * that they are made for, and the AOT cache trained as the Dockerfile does.
 */
final class JavaService {

	private static final String JAVA = Path.of(System.getProperty("java.home"), "bin/java").toString();

	private static final String TRAINER = "src/main/docker/Training.java";

	private final Path root;

	private final Path target;

	JavaService(Path root) throws IOException {
		this.root = root;
		this.target = root.resolve("src/bench/target");
		train();
	}

	/** The command that runs the service, to be followed by settings. */
	List<String> service(Form form) {
		return switch (form) {
			case FAT_JAR -> java("-jar", this.root.resolve("target/zendesk-account-bff.jar").toString());
			case EXTRACTED -> java("-jar", extracted().toString());
			case AOT_CACHE -> java("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-jar", extracted().toString());
		};
	}

	/** The command that runs the gateway, to be followed by settings. */
	List<String> gateway() {
		return java("-jar", this.target.resolve("gateway/gateway.jar").toString());
	}

	private void train() throws IOException {
		if (isNewerThan(extracted()) && isNewerThan(options()) && isNewerThan(this.root.resolve(TRAINER))) {
			return;
		}
		Path log = this.target.resolve("training.log");
		List<String> command = new ArrayList<>(List.of(JAVA, this.root.resolve(TRAINER).toString()));
		command.addAll(java("-XX:AOTCacheOutput=" + cache(), "-jar", extracted().toString()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		try {
			if (builder.start().waitFor() != 0) {
				throw new IOException("The AOT cache cannot be trained:\n" + Files.readString(log));
			}
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	private boolean isNewerThan(Path input) throws IOException {
		return Files.exists(cache())
				&& Files.getLastModifiedTime(cache()).compareTo(Files.getLastModifiedTime(input)) > 0;
	}

	/** A cache of other options would be dropped. */
	private Path options() {
		return this.root.resolve("src/main/docker/jvm.options");
	}

	private Path extracted() {
		return this.target.resolve("service/zendesk-account-bff.jar");
	}

	private Path cache() {
		return this.target.resolve("service/app.aot");
	}

	private List<String> java(String... arguments) {
		List<String> command = new ArrayList<>(List.of(JAVA, "-XX:MaxRAM=512m", "@" + options()));
		command.addAll(List.of(arguments));
		return command;
	}

	/**
	 * In what form the service's jar is run.
	 */
	enum Form {

		FAT_JAR("fat jar"), EXTRACTED("extracted"), AOT_CACHE("AOT cache");

		private final String title;

		Form(String title) {
			this.title = title;
		}

		String title() {
			return this.title;
		}

	}

}
