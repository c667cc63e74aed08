package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import static org.awaitility.Awaitility.await;

/**
 * A real forward proxy, which alone knows the company's hosts: all of them are this
 * machine.
 */
final class Squid implements AutoCloseable {

	/** Whoever calls secret.company.test must be him. */
	static final String USER = "me:canary-password";

	private final int port = ReplicaPorts.free(1).getFirst();

	private final Path directory;

	private final Process process;

	private Squid(Path directory) throws IOException {
		this.directory = directory;
		// It gives up being root, and writes its logs all the same.
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		Files.writeString(directory.resolve("hosts"),
				"127.0.0.1 zendesk.company.test login.company.test forbidden.company.test direct.company.test secret.company.test\n");
		Files.writeString(directory.resolve("who.sh"), "while read -r user password; do [ \"$user:$password\" = " + USER
				+ " ] && echo OK || echo ERR; done\n");
		Path file = Files.writeString(directory.resolve("squid.conf"), configuration());
		this.process = new ProcessBuilder("squid", "-N", "-f", file.toString()).redirectErrorStream(true)
			.redirectOutput(directory.resolve("squid.out").toFile())
			.start();
	}

	private String configuration() {
		return """
				http_port 127.0.0.1:%1$d
				auth_param basic program /bin/bash %2$s/who.sh
				acl known proxy_auth REQUIRED
				acl secret dstdomain secret.company.test
				acl forbidden dstdomain forbidden.company.test
				http_access deny forbidden
				http_access deny secret !known
				http_access allow all
				hosts_file %2$s/hosts
				cache deny all
				access_log stdio:%2$s/access.log
				cache_log %2$s/cache.log
				coredump_dir %2$s
				pid_filename none
				pinger_enable off
				""".formatted(this.port, this.directory);
	}

	/**
	 * Starts it and waits until it listens.
	 * @param directory where it may leave its configuration and logs
	 */
	static Squid start(Path directory) {
		try {
			Squid squid = new Squid(directory);
			await().atMost(Duration.ofMinutes(1)).until(squid::listens);
			return squid;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean listens() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), this.port));
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	/** As {@code HTTPS_PROXY} names it. */
	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	/** Whom it was asked to connect to, and what it answered: {@code host:port 200}. */
	List<String> connects() {
		try {
			Path log = this.directory.resolve("access.log");
			return !Files.exists(log) ? List.of()
					: Files.readAllLines(log)
						.stream()
						.map((line) -> line.split("\\s+"))
						.filter((columns) -> columns[5].equals("CONNECT"))
						.map((columns) -> columns[6] + " " + columns[3].replaceFirst(".*/", ""))
						.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
