package io.zendeskbff.upstream;

import java.time.Duration;

import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import io.zendeskbff.outgoing.Outgoing;
import io.zendeskbff.store.Deployment;
import io.zendeskbff.throttle.Throttle;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The one HTTP client for everything on Zendesk's host.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ZendeskProperties.class)
class UpstreamConfiguration {

	/**
	 * Shorter than any server keeps an idle connection, or a PUT would meet a closed one.
	 */
	private static final Duration MAX_IDLE = Duration.ofSeconds(20);

	private static final int MAX_CONNECTIONS = 64;

	/**
	 * Calls that wait for a connection until their deadline; more are refused at once.
	 */
	private static final int MAX_WAITING = 1_000;

	@Bean(destroyMethod = "dispose")
	ConnectionProvider zendeskConnections() {
		return ConnectionProvider.builder("zendesk")
			.maxConnections(MAX_CONNECTIONS)
			.maxIdleTime(MAX_IDLE)
			.pendingAcquireMaxCount(MAX_WAITING)
			.build();
	}

	/**
	 * Not made by Boot's builder: what is sent is what stands here.
	 */
	@Bean
	WebClient zendeskWebClient(ConnectionProvider connections, ZendeskProperties properties, Outgoing outgoing,
			ObjectProvider<BuildProperties> build, ObservationRegistry observations) {
		return WebClient.builder()
			.clientConnector(outgoing.connector(httpClient(connections, properties)))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize((int) properties.maxBody().toBytes()))
			.defaultHeaders((headers) -> defaultHeaders(headers, build))
			.observationRegistry(observations)
			.observationConvention(new UpstreamCallConvention())
			.build();
	}

	@Bean
	Deployment deployment(ZendeskProperties properties) {
		Duration read = properties.readDeadline().plusSeconds(1);
		return new Deployment(properties.baseUrl().getAuthority(), read, properties.writeDeadline().plus(read));
	}

	@Bean
	ZendeskHttp zendeskHttp(WebClient zendeskWebClient, ZendeskProperties properties, Outgoing outgoing,
			Throttle throttle) {
		WebClient alone = zendeskWebClient.mutate()
			.clientConnector(outgoing.connector(httpClient(ConnectionProvider.newConnection(), properties)))
			.build();
		return new ZendeskHttp(zendeskWebClient, alone, properties, throttle);
	}

	private static HttpClient httpClient(ConnectionProvider connections, ZendeskProperties properties) {
		return HttpClient.create(connections)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) properties.connectTimeout().toMillis())
			// A retry of its own would send a PUT twice and falsify every count of calls.
			.disableRetry(true)
			// CVE-2025-22227: credentials must not follow a redirect.
			.followRedirect(false)
			.compress(false)
			.doOnChannelInit((_, channel, _) -> channel.pipeline()
				.addAfter(NettyPipeline.HttpCodec, FinalAnswers.class.getSimpleName(), new FinalAnswers()));
	}

	private static void defaultHeaders(HttpHeaders headers, ObjectProvider<BuildProperties> build) {
		BuildProperties known = build.getIfAvailable();
		headers.set(HttpHeaders.USER_AGENT, "zendesk-account-bff" + ((known != null) ? "/" + known.getVersion() : ""));
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
	}

}
