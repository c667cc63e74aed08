package io.zendeskbff.upstream;

import java.util.Objects;

import io.zendeskbff.upstream.TransportException.Fault;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * One exchange on the wire, which knows how far it got: so a call that provably was not
 * sent is told from one that may have been.
 */
final class Exchange {

	private static final byte[] NO_BODY = {};

	private final WebClient.RequestHeadersSpec<?> request;

	private volatile Phase phase = Phase.CONNECTING;

	Exchange(WebClient.RequestHeadersSpec<?> request) {
		// Called once there is a connection, TLS included, just before the first byte.
		this.request = request.httpRequest((_) -> this.phase = Phase.SENDING);
	}

	Answer send(Deadline deadline) {
		try {
			Mono<Answer> answer = this.request.exchangeToMono(this::whole).timeout(deadline.remaining());
			return Objects.requireNonNull(answer.block(), "An exchange ends with an answer or an error");
		}
		catch (RuntimeException ex) {
			Fault fault = Fault.of(ex, this.phase == Phase.ANSWERED);
			throw new TransportException(fault, this.phase != Phase.CONNECTING, ex);
		}
	}

	private Mono<Answer> whole(ClientResponse response) {
		this.phase = Phase.ANSWERED;
		HttpHeaders headers = response.headers().asHttpHeaders();
		return response.bodyToMono(byte[].class)
			.defaultIfEmpty(NO_BODY)
			.map((body) -> new Answer(response.statusCode().value(), headers, body));
	}

	private enum Phase {

		CONNECTING, SENDING, ANSWERED

	}

}
