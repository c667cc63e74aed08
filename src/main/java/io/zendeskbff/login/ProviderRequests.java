package io.zendeskbff.login;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.netty.channel.ChannelOption;
import io.zendeskbff.outgoing.Outgoing;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;

/**
 * The requests that Spring Security makes of the identity provider, sent by the company's
 * way out. Each has five seconds in all and an answer of 256 KiB at most, which no
 * factory of Spring's can be told.
 */
final class ProviderRequests implements ClientHttpRequestFactory {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final int LARGEST = 256 * 1024;

	private final WebClient client;

	ProviderRequests(Outgoing outgoing) {
		this.client = WebClient.builder()
			.clientConnector(outgoing.connector(HttpClient.newConnection()
				.disableRetry(true)
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(PATIENCE.toMillis()))))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
			.build();
	}

	@Override
	public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new Request(uri, method);
	}

	/** A request whose body is all there when it is sent. */
	private final class Request implements ClientHttpRequest {

		private final HttpHeaders headers = new HttpHeaders();

		private final Map<String, Object> attributes = new HashMap<>();

		private final ByteArrayOutputStream body = new ByteArrayOutputStream();

		private final URI uri;

		private final HttpMethod method;

		Request(URI uri, HttpMethod method) {
			this.uri = uri;
			this.method = method;
		}

		@Override
		public ClientHttpResponse execute() throws IOException {
			try {
				ResponseEntity<byte[]> answer = ProviderRequests.this.client.method(this.method)
					.uri(this.uri)
					.headers((sent) -> sent.addAll(this.headers))
					.bodyValue(this.body.toByteArray())
					.exchangeToMono((response) -> response.toEntity(byte[].class))
					.block(PATIENCE);
				return new Response(Objects.requireNonNull(answer));
			}
			catch (WebClientException | IllegalStateException ex) {
				throw new IOException("The identity provider does not answer as it should", ex);
			}
		}

		@Override
		public OutputStream getBody() {
			return this.body;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

	}

	/** An answer that is all there. */
	private record Response(ResponseEntity<byte[]> answer) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return this.answer.getStatusCode();
		}

		@Override
		public String getStatusText() {
			return "";
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.answer.getHeaders();
		}

		@Override
		public InputStream getBody() {
			byte[] content = this.answer.getBody();
			return new ByteArrayInputStream((content != null) ? content : new byte[0]);
		}

		@Override
		public void close() {
			// Nothing is open.
		}

	}

}
