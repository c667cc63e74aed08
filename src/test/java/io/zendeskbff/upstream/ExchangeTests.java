package io.zendeskbff.upstream;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import io.zendeskbff.upstream.TransportException.Fault;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ExchangeTests {

	private static final URI ACCOUNT = URI.create("https://acme.zendesk.com/api/v2/chat/account");

	private final SlowConnector connector = new SlowConnector();

	@Test
	void nothingLeavesAnyMoreWhenConnectionOpensAfterTheCallWasGivenUp() {
		WebClient client = WebClient.builder().clientConnector(this.connector).build();
		Exchange exchange = new Exchange(client.put().uri(ACCOUNT).bodyValue("{}"));
		TransportException failure = catchThrowableOfType(TransportException.class,
				() -> exchange.send(Deadline.in(Duration.ofMillis(20))));
		assertThat(failure.fault()).isEqualTo(Fault.TIMED_OUT);
		assertThat(failure.isSent()).isFalse();
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.PUT, ACCOUNT);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> this.connector.open(request));
		assertThat(request.isCommitted()).isFalse();
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
