package io.zendeskbff.upstream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.zendeskbff.upstream.TransportException.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Exceptions;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class TransportExceptionTests {

	@ParameterizedTest
	@MethodSource("failures")
	void faultIsToldWhenClientFails(Throwable failure, Fault unanswered, Fault answered, boolean beforeSending) {
		assertThat(wrapped(failure)).allSatisfy((one) -> {
			assertThat(Fault.of(one, false)).isEqualTo(unanswered);
			assertThat(Fault.of(one, true)).isEqualTo(answered);
			assertThat(Fault.isBeforeSending(one)).isEqualTo(beforeSending);
		});
	}

	static Stream<Arguments> failures() {
		return Stream.of(connections(), timeouts(), handshakes(), losses(), decoding()).flatMap((some) -> some);
	}

	private static Stream<Arguments> connections() {
		return Stream.of(
				argumentSet("too many wait", new PoolAcquirePendingLimitException(1), Fault.OVERLOADED,
						Fault.OVERLOADED, true),
				argumentSet("nobody listens", new ConnectException(), Fault.UNREACHABLE, Fault.CUT, true),
				argumentSet("no way", new NoRouteToHostException(), Fault.UNREACHABLE, Fault.CUT, true),
				argumentSet("no such name", new UnknownHostException(), Fault.UNREACHABLE, Fault.CUT, true));
	}

	private static Stream<Arguments> timeouts() {
		return Stream.of(
				argumentSet("no free connection", new PoolAcquireTimeoutException(Duration.ofSeconds(45)),
						Fault.TIMED_OUT, Fault.TIMED_OUT, true),
				argumentSet("connection does not open", new ConnectTimeoutException(), Fault.TIMED_OUT, Fault.TIMED_OUT,
						true),
				argumentSet("handshake takes too long", new SslHandshakeTimeoutException("handshake"), Fault.TIMED_OUT,
						Fault.TIMED_OUT, false),
				argumentSet("deadline", new TimeoutException(), Fault.TIMED_OUT, Fault.TIMED_OUT, false),
				argumentSet("no octets", ReadTimeoutException.INSTANCE, Fault.TIMED_OUT, Fault.TIMED_OUT, false),
				argumentSet("interrupt", new InterruptedException(), Fault.TIMED_OUT, Fault.TIMED_OUT, false),
				argumentSet("deadline closes", new IOException(new TimeoutException()), Fault.TIMED_OUT,
						Fault.TIMED_OUT, false));
	}

	private static Stream<Arguments> handshakes() {
		return Stream.of(
				argumentSet("certificate", new SSLHandshakeException("PKIX"), Fault.UNTRUSTED, Fault.CUT, false),
				argumentSet("no TLS", new DecoderException(new NotSslRecordException("HTTP")), Fault.UNTRUSTED,
						Fault.CUT, false),
				argumentSet("garbled record", new DecoderException(new SSLException("MAC")), Fault.UNTRUSTED, Fault.CUT,
						false));
	}

	private static Stream<Arguments> losses() {
		return Stream.of(argumentSet("closed", new ClosedChannelException(), Fault.BROKEN, Fault.CUT, false),
				argumentSet("end among headers", new PrematureChannelClosureException("no end"), Fault.BROKEN,
						Fault.CUT, false),
				argumentSet("reset", new IOException("Connection reset"), Fault.BROKEN, Fault.CUT, false),
				argumentSet("ended early", PrematureCloseException.TEST_EXCEPTION, Fault.BROKEN, Fault.CUT, false),
				argumentSet("closed before sending", AbortedException.beforeSend(), Fault.BROKEN, Fault.CUT, true),
				argumentSet("aborted", new AbortedException("Connection has been closed"), Fault.BROKEN, Fault.CUT,
						false),
				argumentSet("reset while sending", new AbortedException(new IOException("Broken pipe")), Fault.BROKEN,
						Fault.CUT, false));
	}

	private static Stream<Arguments> decoding() {
		return Stream
			.of(new IllegalArgumentException("invalid version format"), new NumberFormatException("zz"),
					new TooLongHttpHeaderException(), new DecoderException(new IllegalArgumentException()),
					new DataBufferLimitException("1 KB"), new IllegalStateException())
			.map((failure) -> argumentSet(failure.toString(), failure, Fault.INVALID, Fault.INVALID, false));
	}

	private static Stream<Throwable> wrapped(Throwable failure) {
		return Stream.of(failure, Exceptions.propagate(failure), new WebClientRequestException(failure, HttpMethod.GET,
				URI.create("https://acme.zendesk.com"), HttpHeaders.EMPTY));
	}

}
