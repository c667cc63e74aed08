package io.zendeskbff.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;

import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A company's own portal: one page, which calls the service on another host.
 */
final class CompanyPortal implements AutoCloseable {

	private final HttpsServer server;

	private CompanyPortal(int port, SSLContext tls, String page) throws IOException {
		this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		this.server.setHttpsConfigurator(new HttpsConfigurator(tls));
		this.server.createContext("/", (exchange) -> answer(exchange, page.getBytes(UTF_8)));
		this.server.start();
	}

	/**
	 * Starts it on the loopback interface.
	 * @param port a free one
	 * @param tls its certificate
	 * @param service where it finds the service, without a slash at the end
	 */
	static CompanyPortal start(int port, SSLContext tls, String service) {
		try (InputStream page = CompanyPortal.class
			.getResourceAsStream("CrossOriginPortalInBrowserTests-portal.html")) {
			String text = new String(Objects.requireNonNull(page).readAllBytes(), UTF_8);
			return new CompanyPortal(port, tls, text.replace("{service}", service));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void answer(HttpExchange exchange, byte[] page) throws IOException {
		try (exchange) {
			exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
