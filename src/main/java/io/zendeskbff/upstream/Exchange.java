package io.zendeskbff.upstream;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.zendeskbff.upstream.TransportException.Fault;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * One exchange on the wire, which knows how far it got: so a call that provably was not
 * sent is told from one that may have been.
 */
final class Exchange {

	private static final byte[] NO_BODY = {};

	/** Whoever is told that it leaves may have to wait for an answer of somebody else. */
	private static final Scheduler LEAVING = Schedulers.fromExecutor(new VirtualThreadTaskExecutor("zendesk-leaving-"));

	private final WebClient.RequestHeadersSpec<?> request;

	/**
	 * A refusal is one, and a coding is none of ours, whether or not the rest arrives.
	 */
	private volatile @Nullable Answer head;

	private volatile @Nullable RuntimeException objection;

	private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.CONNECTING);

	/**
	 * An exchange that has not begun.
	 * @param request what to send
	 */
	Exchange(WebClient.RequestHeadersSpec<?> request) {
		// Called once there is a connection, TLS included, just before the first byte.
		this.request = request.httpRequest((_) -> beginSending());
	}

	/**
	 * An exchange that has not begun, of which somebody wants to know when it leaves.
	 * @param request what to send, but its body
	 * @param body what to send
	 * @param leaving told once there is a connection, just before the first byte may
	 * leave; what it throws keeps it from leaving
	 */
	Exchange(WebClient.RequestBodySpec request, BodyInserter<?, ? super ClientHttpRequest> body, Runnable leaving) {
		this.request = request.body((message, context) -> Mono.<Void>fromRunnable(() -> leave(leaving))
			.subscribeOn(LEAVING)
			.then(Mono.defer(() -> body.insert(message, context))));
	}

	/**
	 * Sends the request and waits for the whole answer; of a refusal, or of a coding that
	 * nobody asked for, the head is enough.
	 * @throws TransportException when there is none
	 * @throws RuntimeException what was thrown by who was told that it leaves
	 */
	Answer send(Deadline deadline) {
		try {
			Mono<Answer> answer = this.request.exchangeToMono(this::whole).timeout(remaining(deadline));
			return Objects.requireNonNull(answer.block(), "An exchange ends with an answer or an error");
		}
		catch (RuntimeException | TimeoutException ex) {
			if (this.objection != null) {
				throw this.objection;
			}
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

	private void leave(Runnable leaving) {
		if (this.phase.get() != Phase.CONNECTING) {
			throw new CancellationException();
		}
		try {
			leaving.run();
		}
		catch (RuntimeException ex) {
			this.objection = ex;
			throw ex;
		}
		beginSending();
	}

	/** Whoever was told that nothing was sent must stay right. */
	private void beginSending() {
		if (!this.phase.compareAndSet(Phase.CONNECTING, Phase.SENDING)) {
			throw new CancellationException();
		}
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
