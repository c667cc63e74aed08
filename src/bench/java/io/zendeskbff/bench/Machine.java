package io.zendeskbff.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/**
 * What a measurement was made on, and with.
 */
final class Machine {

	private Machine() {
	}

	static String describe() {
		return "%tF, %d cores (%s), %.0f GiB, Linux %s, Java %s, %s, %s, %s".formatted(LocalDate.now(ZoneOffset.UTC),
				Runtime.getRuntime().availableProcessors(), proc("cpuinfo", "model name"),
				Long.parseLong(proc("meminfo", "MemTotal").replaceAll("\\D", "")) / 1048576.0,
				System.getProperty("os.version"), Runtime.version(), version("haproxy", "-v"), version("nginx", "-v"),
				version("wrk", "-v"));
	}

	private static String proc(String file, String key) {
		try (Stream<String> lines = Files.lines(Path.of("/proc", file))) {
			return lines.filter((line) -> line.startsWith(key))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("0");
		}
		catch (IOException _) {
			return "0";
		}
	}

	/** The first words of what a program says of itself. */
	private static String version(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return said.lines().findFirst().orElse("").replaceAll("^nginx version: |version | ?\\[.*| 20../.*", "");
		}
		catch (IOException _) {
			return command[0] + " unknown";
		}
	}

}
