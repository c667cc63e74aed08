package io.zendeskbff.outgoing;

import java.net.URI;
import java.util.Optional;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * Makes the clients of outgoing calls, so that all of them take the company's way out.
 */
public final class Outgoing {

	private final Optional<CompanyProxy> proxy;

	private final @Nullable SslContext tls;

	Outgoing(Optional<CompanyProxy> proxy, @Nullable SslContext tls) {
		this.proxy = proxy;
		this.tls = tls;
	}

	/**
	 * A connector that leads each call where it must go.
	 * @param client its connections, time-outs and manners
	 * @return for a WebClient
	 */
	public ClientHttpConnector connector(HttpClient client) {
		HttpClient trusting = trusting(client);
		// The JVM's resolver, with its cache times and the machine's hosts file.
		ClientHttpConnector direct = connect(trusting.resolver(DefaultAddressResolverGroup.INSTANCE));
		return this.proxy.map((through) -> fork(through, connect(through(through, trusting)), direct)).orElse(direct);
	}

	private HttpClient trusting(HttpClient client) {
		SslContext own = this.tls;
		return (own != null) ? client.secure((spec) -> spec.sslContext(own)) : client;
	}

	private static ClientHttpConnector connect(HttpClient client) {
		return new ReactorClientHttpConnector(client);
	}

	private static ClientHttpConnector fork(CompanyProxy proxy, ClientHttpConnector proxied,
			ClientHttpConnector direct) {
		return (method, target, send) -> (proxy.covers(target) ? proxied : direct).connect(method, target, send);
	}

	/** Names are the proxy's to look up: behind it, nobody else may be able to. */
	private static HttpClient through(CompanyProxy proxy, HttpClient client) {
		return client.resolver(NoopAddressResolverGroup.INSTANCE)
			.proxy((spec) -> authorize(spec.type(ProxyProvider.Proxy.HTTP).host(proxy.host()).port(proxy.port()), proxy)
				.connectTimeoutMillis(connectTimeout(client)));
	}

	private static ProxyProvider.Builder authorize(ProxyProvider.Builder spec, CompanyProxy proxy) {
		String userInfo = proxy.userInfo();
		if (userInfo == null) {
			return spec;
		}
		String[] parts = userInfo.split(":", 2);
		return spec.username(parts[0]).password((_) -> (parts.length > 1) ? parts[1] : "");
	}

	private static long connectTimeout(HttpClient client) {
		Object millis = client.configuration().options().get(ChannelOption.CONNECT_TIMEOUT_MILLIS);
		return (millis instanceof Integer own) ? own : 10_000L;
	}

	/** Which proxy a call goes through; empty for one that goes directly. */
	public Optional<String> proxyOf(URI target) {
		return this.proxy.filter((one) -> one.covers(target)).map(CompanyProxy::toString);
	}

}
