package io.zendeskbff.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.zendeskbff.upstream.TransportException.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

class ExchangeTests {

	private static final URI ACCOUNT = URI.create("https://acme.zendesk.com/api/v2/chat/account");

	private final SlowConnector connector = new SlowConnector();

	@Test
	void nothingLeavesAnyMoreWhenConnectionOpensAfterTheCallWasGivenUp() {
		WebClient client = WebClient.builder().clientConnector(this.connector).build();
		AtomicInteger left = new AtomicInteger();
		Exchange exchange = new Exchange(client.put().uri(ACCOUNT), BodyInserters.fromValue("{}"),
				left::incrementAndGet);
		TransportException failure = catchThrowableOfType(TransportException.class,
				() -> exchange.send(Deadline.in(Duration.ofMillis(20))));
		assertThat(failure.fault()).isEqualTo(Fault.TIMED_OUT);
		assertThat(failure.isSent()).isFalse();
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.PUT, ACCOUNT);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> this.connector.open(request));
		assertThat(request.isCommitted()).isFalse();
		assertThat(left).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT" })
	void nothingIsSentWhenConnectionIsLostJustBeforeTheFirstByte(String method) {
		try (RawServer server = RawServer.start(Conversation::request);
				UpstreamContext upstream = UpstreamContext.of("upstream", server.origin())) {
			WebClient.RequestBodySpec request = upstream.get(WebClient.class)
				.method(HttpMethod.valueOf(method))
				.uri(server.origin());
			Exchange exchange = method.equals("PUT")
					? new Exchange(request, losing(BodyInserters.fromValue("{}")), UpstreamContext.UNHEARD)
					: new Exchange(request.body(losing(BodyInserters.empty())));
			TransportException failure = catchThrowableOfType(TransportException.class,
					() -> exchange.send(Deadline.in(Duration.ofSeconds(20))));
			assertThat(failure.fault()).as(failure.getMessage()).isEqualTo(Fault.BROKEN);
			assertThat(failure.isSent()).as(failure.getMessage()).isFalse();
			await().until(() -> server.conversations().size() == 1);
			assertThat(server.requests()).isEmpty();
		}
	}

	/** By then the exchange takes itself for sending. */
	private static BodyInserter<?, ClientHttpRequest> losing(BodyInserter<?, ? super ClientHttpRequest> body) {
		return (request, context) -> {
			Connection connection = request.getNativeRequest();
			assertThat(connection.channel().close().awaitUninterruptibly().isDone()).isTrue();
			return body.insert(request, context);
		};
	}

	/** Opens a connection when the test says so. */
	private static final class SlowConnector implements ClientHttpConnector {

		private @Nullable Function<? super ClientHttpRequest, Mono<Void>> sending;

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> sending) {
			this.sending = sending;
			return Mono.never();
		}

		void open(ClientHttpRequest request) {
			Objects.requireNonNull(this.sending).apply(request).block();
		}

	}

}
