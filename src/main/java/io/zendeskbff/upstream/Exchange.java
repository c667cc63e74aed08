package io.zendeskbff.upstream;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.zendeskbff.upstream.TransportException.Fault;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * One exchange on the wire, which knows how far it got: so a call that provably was not
 * sent is told from one that may have been.
 */
final class Exchange {

	private static final byte[] NO_BODY = {};

	private final WebClient.RequestHeadersSpec<?> request;

	/**
	 * A refusal is one, and a coding is none of ours, whether or not the rest arrives.
	 */
	private volatile @Nullable Answer head;

	private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);

	/**
	 * An exchange that has not begun.
	 * @param request what to send
	 * @param leaving told just before its first byte may leave
	 */
	Exchange(WebClient.RequestHeadersSpec<?> request, Runnable leaving) {
		// Called once there is a connection, TLS included, just before the first byte.
		this.request = request.httpRequest((_) -> beginSending(leaving));
	}

	/**
	 * Sends the request and waits for the whole answer; of a refusal, or of a coding that
	 * nobody asked for, the head is enough.
	 * @throws TransportException when there is none
	 */
	Answer send(Deadline deadline) {
		try {
			Mono<Answer> answer = this.request.exchangeToMono(this::whole).timeout(remaining(deadline));
			return Objects.requireNonNull(answer.block(), "An exchange ends with an answer or an error");
		}
		catch (RuntimeException | TimeoutException ex) {
			Answer begun = this.head;
			if (begun != null && (begun.isClientError() || begun.isEncoded())) {
				return begun;
			}
			boolean sent = !this.phase.compareAndSet(Phase.CONNECTING, Phase.GIVEN_UP) && !Fault.isBeforeSending(ex);
			throw new TransportException(Fault.of(ex, this.phase.get() == Phase.ANSWERED), sent, ex);
		}
	}

	/** Reactor would start the call and the timer of no length side by side. */
	private static Duration remaining(Deadline deadline) throws TimeoutException {
		Duration remaining = deadline.remaining();
		if (!remaining.isPositive()) {
			throw new TimeoutException();
		}
		return remaining;
	}

	/** Whoever was told that nothing was sent must stay right. */
	private void beginSending(Runnable leaving) {
		if (!this.phase.compareAndSet(Phase.CONNECTING, Phase.SENDING)) {
			throw new CancellationException();
		}
		leaving.run();
	}

	private Mono<Answer> whole(ClientResponse response) {
		this.phase.set(Phase.ANSWERED);
		Answer begun = new Answer(response.statusCode().value(), response.headers().asHttpHeaders(), NO_BODY);
		this.head = begun;
		return response.bodyToMono(byte[].class).map(begun::with).defaultIfEmpty(begun);
	}

	private enum Phase {

		CONNECTING, SENDING, ANSWERED, GIVEN_UP

	}

}
