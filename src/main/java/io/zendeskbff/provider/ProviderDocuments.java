package io.zendeskbff.provider;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.time.Duration;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.netty.channel.ChannelOption;
import io.zendeskbff.outgoing.Outgoing;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Reads the identity provider's documents: its metadata and its keys. No redirect is
 * followed: whoever can send one could name other keys.
 */
public final class ProviderDocuments implements ResourceRetriever {

	/** To connect, and in all. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** The largest metadata and JWK set, in octets. */
	private static final int LARGEST = 256 * 1024;

	private final WebClient client;

	/**
	 * Reads documents by the company's way out.
	 * @param outgoing makes the connections
	 */
	public ProviderDocuments(Outgoing outgoing) {
		this.client = WebClient.builder()
			// So seldom that a connection is not worth keeping.
			.clientConnector(outgoing.connector(HttpClient.newConnection()
				// Whoever counts how often they are read counts right.
				.disableRetry(true)
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(PATIENCE.toMillis()))))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
			.build();
	}

	/**
	 * Reads a document.
	 * @param url where it is
	 * @return what is there
	 * @throws IOException when there is none within two seconds, or it is too large
	 */
	@Override
	public Resource retrieveResource(URL url) throws IOException {
		try {
			ResponseEntity<String> answer = this.client.get()
				.uri(uri(url))
				.retrieve()
				.toEntity(String.class)
				.block(PATIENCE);
			return new Resource(body(answer), null);
		}
		catch (RuntimeException ex) {
			throw new IOException("The identity provider does not answer as it should", ex);
		}
	}

	private static URI uri(URL url) throws IOException {
		try {
			return url.toURI();
		}
		catch (URISyntaxException ex) {
			throw new IOException("No URL to call", ex);
		}
	}

	private static String body(@Nullable ResponseEntity<String> answer) throws IOException {
		String body = (answer != null) ? answer.getBody() : null;
		if (answer == null || body == null || answer.getStatusCode().value() != 200) {
			throw new IOException("The identity provider does not answer with a document");
		}
		return body;
	}

}
