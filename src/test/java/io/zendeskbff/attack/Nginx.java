package io.zendeskbff.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.zendeskbff.tools.Ports;

import static org.awaitility.Awaitility.await;

/**
 * A real shared HTTP cache, set up by somebody careless: it keeps whatever it is not
 * forbidden to, by nginx's own key, which is the address alone.
 */
final class Nginx implements AutoCloseable {

	/** What it did with a request, such as {@code HIT}, by nginx's own names. */
	static final String STATUS = "X-Proxy-Cache";

	private final int port = Ports.free();

	private final Path directory;

	private final Process process;

	private Nginx(Path directory, URI service, URI control) throws IOException {
		this.directory = directory;
		// It gives up being root, and writes its files all the same.
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		Path file = Files.writeString(directory.resolve("nginx.conf"),
				configuration(service.getAuthority(), control.getAuthority()));
		this.process = new ProcessBuilder("nginx", "-p", directory.toString(), "-e", "error.log", "-c", file.toString())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("nginx.out").toFile())
			.start();
	}

	private String configuration(String service, String control) {
		return """
				daemon off;
				worker_processes 1;
				pid nginx.pid;
				events { worker_connections 1024; }
				http {
				  access_log off;
				  client_body_temp_path body;
				  proxy_temp_path proxy;
				  fastcgi_temp_path fastcgi;
				  uwsgi_temp_path uwsgi;
				  scgi_temp_path scgi;
				  keepalive_requests 1000000;
				  keepalive_timeout 1h;
				  upstream service { server %2$s; keepalive 32; }
				  upstream control { server %3$s; keepalive 32; }
				  proxy_http_version 1.1;
				  proxy_set_header Connection "";
				  proxy_cache_path cache levels=1:2 keys_zone=shared:10m inactive=1h use_temp_path=off;
				  proxy_cache_path deaf levels=1:2 keys_zone=deaf:10m inactive=1h use_temp_path=off;
				  proxy_cache shared;
				  proxy_cache_valid any 1h;
				  proxy_cache_use_stale error timeout updating http_500 http_502 http_503 http_504;
				  proxy_cache_background_update on;
				  proxy_cache_revalidate on;
				  add_header %4$s $upstream_cache_status always;
				  server {
				    listen 127.0.0.1:%1$d;
				    server_name storing;
				    location / { proxy_pass http://service; }
				    location /control/ { proxy_pass http://control; }
				  }
				  server {
				    listen 127.0.0.1:%1$d;
				    server_name forwarding;
				    proxy_cache_convert_head off;
				    proxy_set_header Connection "";
				    proxy_set_header If-None-Match $http_if_none_match;
				    proxy_set_header If-Range $http_if_range;
				    proxy_set_header Range $http_range;
				    location / { proxy_pass http://service; }
				    location /control/ { proxy_pass http://control; }
				  }
				  server {
				    listen 127.0.0.1:%1$d;
				    server_name deaf;
				    proxy_cache deaf;
				    proxy_ignore_headers Cache-Control Expires Set-Cookie Vary X-Accel-Expires;
				    location / { proxy_pass http://service; }
				  }
				}
				""".formatted(this.port, service, control, STATUS);
	}

	/**
	 * Starts it and waits until it listens.
	 * @param directory where it may leave its configuration, logs and cache
	 * @param service whom it asks for everything
	 * @param control whom it asks for what is below {@code /control/}
	 */
	static Nginx start(Path directory, URI service, URI control) {
		try {
			Nginx nginx = new Nginx(directory, service, control);
			await().atMost(Duration.ofMinutes(1)).until(nginx::listens);
			return nginx;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean listens() throws IOException {
		if (!this.process.isAlive()) {
			throw new AssertionError(Files.readString(this.directory.resolve("nginx.out")));
		}
		try (KeptConnection _ = connect(Site.STORING)) {
			return true;
		}
		catch (IOException _) {
			return false;
		}
	}

	KeptConnection connect(Site site) throws IOException {
		return new KeptConnection(this.port, site.host());
	}

	/** Its workers end with it only when it is asked. */
	@Override
	public void close() {
		this.process.destroy();
		this.process.onExit().completeOnTimeout(this.process, 1, TimeUnit.MINUTES).join();
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
	}

	/** The sites that it has, all of the same service. */
	enum Site {

		/** As most are set up. */
		STORING,

		/** Lets conditions, ranges and HEAD through; shares its store with the first. */
		FORWARDING,

		/** Does not listen to what the service says of its answers. */
		DEAF;

		private String host() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
