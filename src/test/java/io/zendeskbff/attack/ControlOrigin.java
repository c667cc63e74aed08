package io.zendeskbff.attack;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A service whose answers may be kept, for everybody or for each by his credentials: so
 * it is seen that a proxy does keep answers.
 */
final class ControlOrigin implements AutoCloseable {

	/** One answer for all. */
	static final String SAME = "/control/same";

	/** Says with which credentials it was asked, and that its answer depends on them. */
	static final String VARYING = "/control/varying";

	private final AtomicInteger calls = new AtomicInteger();

	private final HttpServer server;

	ControlOrigin() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
		this.server.createContext(SAME, (exchange) -> answer(exchange, ""));
		this.server.createContext(VARYING, (exchange) -> {
			exchange.getResponseHeaders().set("Vary", "Authorization");
			String credentials = exchange.getRequestHeaders().getFirst("Authorization");
			answer(exchange, (credentials != null) ? "Authorization: " + credentials : "");
		});
		this.server.start();
	}

	private void answer(HttpExchange exchange, String asker) throws IOException {
		this.calls.incrementAndGet();
		byte[] body = body(asker).getBytes(UTF_8);
		exchange.getResponseHeaders().set("Cache-Control", "max-age=86400");
		exchange.sendResponseHeaders(200, body.length);
		try (OutputStream output = exchange.getResponseBody()) {
			output.write(body);
		}
	}

	/** What stands in the answer to these credentials, empty for none. */
	static String body(String credentials) {
		return "for " + credentials;
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	int calls() {
		return this.calls.get();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
