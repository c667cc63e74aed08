package io.zendeskbff.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A Zendesk that lets no update through before the test opens its gate, and writes down
 * when each begins and ends. Its account holds a city and nothing else.
 */
final class GatedZendesk implements AutoCloseable {

	private static final Pattern CITY = Pattern.compile("\"city\":\"([^\"]*)\"");

	private final List<String> log = new CopyOnWriteArrayList<>();

	private final CountDownLatch gate = new CountDownLatch(1);

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final HttpServer server;

	private volatile boolean closedForReads;

	private volatile String city = "Aarau";

	private GatedZendesk(HttpServer server) {
		this.server = server;
	}

	static GatedZendesk start() {
		try {
			InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
			GatedZendesk zendesk = new GatedZendesk(HttpServer.create(address, 0));
			zendesk.server.setExecutor(zendesk.executor);
			zendesk.server.createContext("/oauth2/chat/token",
					(exchange) -> answer(exchange, "{\"access_token\":\"t\",\"token_type\":\"Bearer\"}"));
			zendesk.server.createContext("/api/v2/chat/account", zendesk::account);
			zendesk.server.start();
			return zendesk;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static String account(String city) {
		return "{\"account_key\":\"k\",\"billing\":{\"city\":\"" + city + "\"}}";
	}

	URI origin() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	List<String> log() {
		return List.copyOf(this.log);
	}

	void open() {
		this.gate.countDown();
	}

	void forget() {
		this.log.clear();
	}

	void closeForReads() {
		forget();
		this.closedForReads = true;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.close();
	}

	private void account(HttpExchange exchange) throws IOException {
		String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
		if (exchange.getRequestMethod().equals("PUT")) {
			update(body);
		}
		else {
			this.log.add("GET");
			if (this.closedForReads) {
				pass();
			}
		}
		answer(exchange, account(this.city));
	}

	private void update(String body) {
		Matcher sent = CITY.matcher(body);
		this.city = sent.find() ? sent.group(1) : "none";
		this.log.add("PUT begins");
		pass();
		this.log.add("PUT ends");
	}

	private void pass() {
		try {
			this.gate.await();
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private static void answer(HttpExchange exchange, String json) throws IOException {
		byte[] body = json.getBytes(UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
