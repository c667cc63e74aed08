package io.zendeskbff.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.zendeskbff.leak.Published;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Stands in for an OpenTelemetry collector: takes traces by OTLP over HTTP and keeps them
 * as they came.
 */
final class TraceCollector implements AutoCloseable {

	private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	TraceCollector() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/v1/traces", this::take);
		this.server.start();
	}

	private void take(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		this.bodies.add(body);
		Published.TRACES.keep(new String(body, UTF_8));
		exchange.sendResponseHeaders(200, -1);
		exchange.close();
	}

	String endpoint() {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + "/v1/traces";
	}

	/** All octets that came, one character each. */
	String octets() {
		return this.bodies.stream().map((body) -> new String(body, ISO_8859_1)).collect(Collectors.joining());
	}

	/** The spans of one trace, opentelemetry-proto's {@code trace.proto}. */
	List<Span> spans(String traceId) {
		return this.bodies.stream()
			.map(ProtobufFields::of)
			.flatMap((request) -> request.messages(1))
			.flatMap((resource) -> resource.messages(2))
			.flatMap((scope) -> scope.messages(2))
			.map(Span::of)
			.filter((span) -> span.traceId().equals(traceId))
			.toList();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * What a test asks of a span.
	 *
	 * @param kind 2 for a server's, 3 for a client's
	 */
	record Span(String traceId, String id, String parentId, String name, int kind, Map<String, String> attributes) {

		static Span of(ProtobufFields span) {
			Map<String, String> attributes = span.messages(9)
				.collect(Collectors.toMap((one) -> one.text(1),
						(one) -> one.messages(2).map((value) -> value.text(1)).findFirst().orElse("")));
			return new Span(span.hex(1), span.hex(2), span.hex(4), span.text(5), (int) span.number(6), attributes);
		}

	}

}
