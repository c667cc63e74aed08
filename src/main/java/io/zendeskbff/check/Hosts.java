package io.zendeskbff.check;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.netty.channel.ChannelOption;
import io.zendeskbff.outgoing.Outgoing;
import io.zendeskbff.upstream.TransportException.Fault;
import reactor.netty.http.client.HttpClient;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The hosts that the service calls: whether their names are known, and whether they, or a
 * proxy for them, are reached over TLS that is trusted.
 */
final class Hosts {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final List<URI> origins;

	private final Outgoing outgoing;

	private final WebClient client;

	/**
	 * Hosts to try.
	 * @param urls what the service calls
	 * @param outgoing how it does
	 */
	Hosts(Stream<URI> urls, Outgoing outgoing) {
		this.origins = urls.map((url) -> url.resolve("/")).distinct().toList();
		this.outgoing = outgoing;
		this.client = WebClient.builder()
			.clientConnector(outgoing.connector(HttpClient.newConnection()
				.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(PATIENCE.toMillis()))))
			.build();
	}

	Stream<Finding> check() {
		return this.origins.stream().flatMap((origin) -> Stream.of(name(origin), reach(origin)));
	}

	private Finding name(URI origin) {
		Optional<String> proxy = this.outgoing.proxyOf(origin);
		if (proxy.isPresent()) {
			return Finding.skipped("name",
					"%s is for the proxy %s to look up.".formatted(origin.getHost(), proxy.get()));
		}
		try {
			return Finding.ok("name", origin.getHost() + " is " + addresses(origin.getHost()) + ".");
		}
		catch (UnknownHostException _) {
			return Finding.failed("name", origin.getHost() + " is unknown here.",
					"Look at the spelling and the DNS; where only a proxy reaches the outside, set HTTPS_PROXY.");
		}
	}

	private static String addresses(String host) throws UnknownHostException {
		return Arrays.stream(InetAddress.getAllByName(host))
			.map(InetAddress::getHostAddress)
			.collect(Collectors.joining(", "));
	}

	/** Whatever it answers, it is there. */
	private Finding reach(URI origin) {
		String how = origin + this.outgoing.proxyOf(origin).map((proxy) -> " through the proxy " + proxy).orElse("");
		try {
			this.client.get()
				.uri(origin)
				.exchangeToMono((answer) -> answer.releaseBody().thenReturn(true))
				.block(PATIENCE);
			return Finding.ok("reach", how + " answers.");
		}
		catch (RuntimeException ex) {
			return unreached(how, Fault.of(ex, false));
		}
	}

	private static Finding unreached(String how, Fault fault) {
		return switch (fault) {
			case UNTRUSTED -> Finding.failed("reach", how + " shows a certificate that is not trusted.",
					"Where it is of a company's CA, name that in bff.http.ssl-bundle; otherwise look who answers there.");
			case TIMED_OUT ->
				Finding.failed("reach", how + " does not answer.", "Look at firewalls, NetworkPolicy and HTTPS_PROXY.");
			case UNREACHABLE, THROTTLED, OVERLOADED, BROKEN, CUT, INVALID -> Finding.failed("reach",
					how + " cannot be reached.", "Look at host, port, firewalls, NetworkPolicy and HTTPS_PROXY.");
		};
	}

}
