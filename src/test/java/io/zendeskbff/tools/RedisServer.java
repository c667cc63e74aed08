package io.zendeskbff.tools;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.github.dockerjava.api.DockerClient;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Redis in a container on this machine's own network: it comes back on the same
 * port after it was killed.
 */
public final class RedisServer implements AutoCloseable {

	/** {@code -Dtest.redis.image}, where another one is to be tried. */
	static final String IMAGE = System.getProperty("test.redis.image", "redis:7.0");

	private static final String KEY = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=";

	private static final String READY = ".*Ready to accept connections.*";

	/** Where the server in the container is at home. */
	private static final String HOME = "/data/";

	private final int port;

	private final GenericContainer<?> container;

	private RedisServer(int port, Map<String, String> files, String ready, Stream<String> command) {
		this.port = port;
		this.container = new GenericContainer<>(DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("redis"))
			.withNetworkMode("host")
			.withCommand(command.toArray(String[]::new))
			.waitingFor(Wait.forLogMessage(ready, 1));
		files.forEach((name, text) -> this.container.withCopyToContainer(Transferable.of(text), HOME + name));
	}

	/**
	 * Starts an empty one.
	 * @param options further options of {@code redis-server}; nothing is persisted unless
	 * they say so
	 */
	public static RedisServer start(String... options) {
		return started(Ports.free(), Map.of(), options);
	}

	/**
	 * Starts an empty one that speaks TLS only.
	 * @param certificates whom it shows, in PEM
	 * @param key the key of the first of them, in PEM
	 */
	public static RedisServer startSecure(String certificates, String key) {
		int port = Ports.free();
		return started(port, Map.of("redis.crt", certificates, "redis.key", key), "--port", "0", "--tls-port",
				String.valueOf(port), "--tls-cert-file", HOME + "redis.crt", "--tls-key-file", HOME + "redis.key",
				"--tls-auth-clients", "no");
	}

	/**
	 * Starts a Sentinel that decides alone, within a second, that a master is down.
	 * @param name what the master is called
	 * @param master watched from now on
	 */
	public static RedisServer startSentinel(String name, RedisServer master) {
		int port = Ports.free();
		String configuration = """
				port %2$d
				bind 127.0.0.1
				sentinel monitor %1$s 127.0.0.1 %3$d 1
				sentinel down-after-milliseconds %1$s 1000
				sentinel failover-timeout %1$s 5000
				""".formatted(name, port, master.port);
		RedisServer sentinel = new RedisServer(port, Map.of("sentinel.conf", configuration), ".*\\+monitor master.*",
				Stream.of("redis-server", HOME + "sentinel.conf", "--sentinel"));
		sentinel.container.start();
		return sentinel;
	}

	private static RedisServer started(int port, Map<String, String> files, String... options) {
		Stream<String> usual = Stream.of("redis-server", "--port", String.valueOf(port), "--bind", "127.0.0.1",
				"--save", "", "--enable-debug-command", "local");
		RedisServer server = new RedisServer(port, files, READY, Stream.concat(usual, Stream.of(options)));
		server.container.start();
		return server;
	}

	/** The arguments of a service that is to use it. */
	public String[] settings(String... more) {
		return settingsFor(this.port, more);
	}

	/**
	 * The same, by way of another port.
	 * @param by where it is found
	 */
	public static String[] settingsFor(int by, String... more) {
		return settingsBy(Stream
			.concat(Stream.of("--spring.data.redis.host=127.0.0.1", "--spring.data.redis.port=" + by), Stream.of(more))
			.toArray(String[]::new));
	}

	/**
	 * The same, where it is found in another way.
	 * @param where says how
	 */
	public static String[] settingsBy(String... where) {
		return Stream.concat(Stream.of("--bff.store=redis", "--bff.token-encryption-keys=" + KEY), Stream.of(where))
			.toArray(String[]::new);
	}

	public int port() {
		return this.port;
	}

	/**
	 * Runs {@code redis-cli}.
	 * @param arguments a command
	 * @return what it prints
	 */
	public String cli(String... arguments) {
		try {
			ExecResult result = this.container.execInContainer(
					Stream.concat(Stream.of("redis-cli", "-p", String.valueOf(this.port)), Stream.of(arguments))
						.toArray(String[]::new));
			assertThat(result.getExitCode()).as(result.getStderr()).isZero();
			return result.getStdout().strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Asks without a program in between, for what is a matter of milliseconds.
	 * @param command such as {@code hget key field}
	 * @return one string, empty when there is none
	 */
	public String ask(String command) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
				BufferedReader reader = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
			return "$-1".equals(reader.readLine()) ? "" : String.valueOf(reader.readLine());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The whole name of an entry of the service's.
	 * @param name its end
	 */
	public String key(String name) {
		return keys().stream()
			.filter((key) -> key.endsWith("}:" + name))
			.findAny()
			.orElseThrow(() -> new AssertionError(name + " is not in " + keys()));
	}

	/**
	 * The names of all that it holds.
	 * @param options of {@code redis-cli}, where it takes some to be let in
	 */
	public List<String> keys(String... options) {
		String[] command = Stream.concat(Stream.of(options), Stream.of("--raw", "keys", "*")).toArray(String[]::new);
		return cli(command).lines().filter((line) -> !line.isEmpty()).sorted().toList();
	}

	/**
	 * What it has written to its disk.
	 * @param name the file's, below its directory
	 */
	public byte[] file(String name) {
		return this.container.copyFileFromContainer(HOME + name, InputStream::readAllBytes);
	}

	/** SIGKILL. */
	public void kill() {
		docker().killContainerCmd(this.container.getContainerId()).exec();
		await().until(() -> !isRunning());
	}

	/** After {@link #kill()}. */
	public void restart() {
		docker().startContainerCmd(this.container.getContainerId()).exec();
		await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> cli("ping").equals("PONG"));
	}

	/** It answers nobody, and keeps its connections. */
	public void pause() {
		docker().pauseContainerCmd(this.container.getContainerId()).exec();
	}

	public void resume() {
		docker().unpauseContainerCmd(this.container.getContainerId()).exec();
	}

	private boolean isRunning() {
		return Boolean.TRUE
			.equals(docker().inspectContainerCmd(this.container.getContainerId()).exec().getState().getRunning());
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

	@Override
	public void close() {
		this.container.close();
	}

}
