package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script {@code mvnw}, run by sh in a project and a home of its own, with Mavens that
 * only say who they are.
 */
class WrapperTests {

	private static final String NOT_DOWNLOADABLE = "https://localhost:1/apache-maven-9.9.9-bin.tar.gz";

	@TempDir
	private Path directory;

	private Path bin;

	@BeforeEach
	void project() throws IOException {
		this.bin = Files.createDirectories(this.directory.resolve("bin"));
		Files.createDirectories(this.directory.resolve(".mvn/wrapper"));
		Files.copy(Path.of("mvnw"), this.directory.resolve("mvnw"));
		need(Integer.toString(Runtime.version().feature()));
		pin(NOT_DOWNLOADABLE, "0");
	}

	@Test
	void mvnwWhenTheJdkIsMissingThenSaysSoInOneSentence() throws Exception {
		need("99");
		installMaven("3.9.9");
		assertThat(mvnw()).isEqualTo(new Outcome(1,
				"mvnw: this build needs a JDK 99, and none is at JAVA_HOME, on PATH or in the usual places.\n"));
	}

	@ParameterizedTest
	@CsvSource({ "3.8.6", "3.8.7", "3.9.0", "3.10.1" })
	void mvnwWhenNotDownloadableThenInstalledMavenRuns(String version) throws Exception {
		installMaven(version);
		assertThat(mvnw("-q", "two words")).isEqualTo(
				new Outcome(0, "mvnw: apache-maven-9.9.9 is neither cached nor downloadable, so the installed Maven "
						+ version + " runs.\ninstalled: -q|two words|\n"));
	}

	@ParameterizedTest
	@CsvSource({ "3.6.3", "3.8.5", "4.0.0" })
	void mvnwWhenNotDownloadableAndInstalledMavenIsNoGoodThenSaysSo(String version) throws Exception {
		installMaven(version);
		assertThat(mvnw()).isEqualTo(new Outcome(1, "mvnw: apache-maven-9.9.9 is neither cached nor downloadable, "
				+ "and no Maven 3.8.6 or newer of the 3 line is installed.\n"));
	}

	@Test
	void mvnwWhenDownloadableThenCachedAndRun() throws Exception {
		Path archive = archive();
		pin(archive.toUri().toString(), sha256(archive));
		assertThat(mvnw("verify")).isEqualTo(new Outcome(0, "pinned: verify|\n"));
		Files.delete(archive);
		assertThat(mvnw("verify")).isEqualTo(new Outcome(0, "pinned: verify|\n"));
	}

	@Test
	void mvnwWhenDownloadHasAnotherChecksumThenRefused() throws Exception {
		installMaven("3.9.9");
		pin(archive().toUri().toString(), "0".repeat(64));
		Outcome outcome = mvnw("verify");
		assertThat(outcome.status()).isOne();
		assertThat(outcome.output()).contains("does not have the checksum").doesNotContain("installed:", "pinned:");
	}

	private void need(String javaVersion) throws IOException {
		Files.writeString(this.directory.resolve("pom.xml"), "<java.version>%s</java.version>".formatted(javaVersion));
	}

	private void pin(String url, String sha256) throws IOException {
		Files.writeString(this.directory.resolve(".mvn/wrapper/maven-wrapper.properties"),
				"distributionUrl=%s\ndistributionSha256Sum=%s\n".formatted(url, sha256));
	}

	private void installMaven(String version) throws IOException {
		maven(this.bin, "installed", version);
	}

	private static void maven(Path bin, String name, String version) throws IOException {
		Path mvn = Files.writeString(bin.resolve("mvn"), """
				#!/bin/sh
				[ "${1:-}" != --version ] || { echo "Apache Maven %s (0123abc)"; exit; }
				printf '%s: '; printf '%%s|' "$@"; echo
				""".formatted(version, name));
		Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private Path archive() throws IOException, InterruptedException {
		Path content = Files.createDirectories(this.directory.resolve("apache-maven-9.9.9/bin"));
		maven(content, "pinned", "9.9.9");
		Path archive = this.directory.resolve("apache-maven-9.9.9-bin.tar.gz");
		assertThat(run("tar", "-czf", archive.toString(), "-C", this.directory.toString(), "apache-maven-9.9.9"))
			.isEqualTo(new Outcome(0, ""));
		return archive;
	}

	private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
	}

	private Outcome mvnw(String... arguments) throws IOException, InterruptedException {
		String[] command = new String[arguments.length + 2];
		command[0] = "sh";
		command[1] = this.directory.resolve("mvnw").toString();
		System.arraycopy(arguments, 0, command, 2, arguments.length);
		return run(command);
	}

	private Outcome run(String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		Map<String, String> environment = builder.environment();
		environment.keySet().removeIf((name) -> name.startsWith("MAVEN_"));
		environment.put("HOME", this.directory.toString());
		environment.put("JAVA_HOME", System.getProperty("java.home"));
		environment.put("PATH", this.bin + ":/usr/bin:/bin");
		Process process = builder.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return new Outcome(process.waitFor(), output);
	}

	private record Outcome(int status, String output) {
	}

}
