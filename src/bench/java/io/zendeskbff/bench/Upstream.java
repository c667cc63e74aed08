package io.zendeskbff.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A fake Zendesk with the account, for the peers also the role views with HTTP's caching
 * headers, and the issuer of the portals' tokens. Counts reads of the account.
 */
final class Upstream implements AutoCloseable {

	private final HttpServer server;

	private final Issuer issuer;

	private final AtomicLong reads = new AtomicLong();

	private volatile Duration latency = Duration.ZERO;

	private volatile int maxAge = 30;

	Upstream() throws IOException {
		// Otherwise the client's delayed acknowledgement makes an answer 40 ms late.
		System.setProperty("sun.net.httpserver.nodelay", "true");
		System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
		this.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
		this.issuer = new Issuer(origin());
		serveZendesk();
		serveViews();
		serve("/.well-known/openid-configuration", this.issuer.metadata());
		serve("/jwks", this.issuer.keySet());
		this.server.start();
	}

	private void serveZendesk() {
		serve("/oauth2/chat/token",
				"{\"access_token\":\"bench\",\"token_type\":\"Bearer\",\"scope\":\"read write\",\"expires_in\":36000}");
		serve("/api/v2/chat/agents/me",
				"{\"id\":1,\"email\":\"owner@example.com\",\"enabled\":true,\"role_id\":1,\"roles\":{\"owner\":true,\"administrator\":true}}");
		this.server.createContext("/api/v2/chat/account", (exchange) -> read(exchange, View.OWNER));
	}

	private void serveViews() {
		for (View view : View.values()) {
			this.server.createContext(view.upstreamPath(), (exchange) -> {
				exchange.getResponseHeaders().set("Cache-Control", "public, max-age=" + this.maxAge);
				exchange.getResponseHeaders().set("ETag", '"' + view.word() + "-1\"");
				read(exchange, view);
			});
		}
	}

	private void read(HttpExchange exchange, View view) throws IOException {
		this.reads.incrementAndGet();
		try {
			Thread.sleep(this.latency);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
		answer(exchange, view.json());
	}

	private void serve(String path, String json) {
		this.server.createContext(path, (exchange) -> answer(exchange, json.getBytes(StandardCharsets.UTF_8)));
	}

	private static void answer(HttpExchange exchange, byte[] json) throws IOException {
		exchange.getRequestBody().readAllBytes();
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, json.length);
		exchange.getResponseBody().write(json);
		exchange.close();
	}

	Issuer issuer() {
		return this.issuer;
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	String origin() {
		return "http://127.0.0.1:" + port();
	}

	/** How many times the account was read, in whichever view. */
	long reads() {
		return this.reads.get();
	}

	/** How long each later read of the account takes. */
	void setLatency(Duration latency) {
		this.latency = latency;
	}

	/** For how many seconds the peers may keep a view. */
	void setMaxAge(int maxAge) {
		this.maxAge = maxAge;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
