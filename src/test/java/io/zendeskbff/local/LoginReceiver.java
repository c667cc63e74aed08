package io.zendeskbff.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Stands where the service would: browsers come back to it, and logout tokens go there.
 */
final class LoginReceiver implements AutoCloseable {

	private final List<String> visits = new CopyOnWriteArrayList<>();

	private final List<String> logouts = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	LoginReceiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", (exchange) -> {
			String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
			if (exchange.getRequestURI().equals(URI.create(client().backChannel().getRawPath()))) {
				this.logouts.add(body);
			}
			else {
				this.visits.add(exchange.getRequestURI().toString());
			}
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		this.server.start();
	}

	LoginClient client() {
		return new LoginClient(URI.create("http://localhost:" + this.server.getAddress().getPort()));
	}

	/** The paths and queries that browsers came with. */
	List<String> visits() {
		return this.visits;
	}

	/** The forms that the provider sent. */
	List<String> logouts() {
		return this.logouts;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
