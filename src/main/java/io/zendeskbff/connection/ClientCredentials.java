package io.zendeskbff.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.upstream.TransportException.Fault;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The client credentials grant, RFC 6749 section 4.4, with Spring Security's client. Only
 * the reading of the answer is our own: Spring takes a missing {@code expires_in} for one
 * second, while Zendesk means for ever.
 */
final class ClientCredentials implements TokenEndpoint {

	/** A token call is not cut short by its first caller's deadline. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final WebClientReactiveClientCredentialsTokenResponseClient client = new WebClientReactiveClientCredentialsTokenResponseClient();

	private final ClientRegistration registration;

	private final Clock clock;

	ClientCredentials(WebClient webClient, ClientRegistration registration, Clock clock) {
		this.registration = registration;
		this.clock = clock;
		this.client.setWebClient(webClient);
		this.client.setBodyExtractor(ClientCredentials::read);
	}

	@Override
	public BearerToken issue() {
		OAuth2AccessTokenResponse response = call();
		OAuth2AccessToken token = response.getAccessToken();
		return new BearerToken(token.getTokenValue(),
				expiry(response.getAdditionalParameters().get(TokenAnswer.EXPIRES_IN)));
	}

	private OAuth2AccessTokenResponse call() {
		Mono<OAuth2AccessTokenResponse> response = this.client
			.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(this.registration))
			.timeout(LONGEST);
		try {
			return response.blockOptional().orElseThrow(() -> new ConnectionException(Reason.INVALID, null));
		}
		catch (ConnectionException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// Without the cause: its message may quote the answer, and so the token.
			throw new ConnectionException(reason(Fault.of(ex, false)), null);
		}
	}

	private static Reason reason(Fault fault) {
		return switch (fault) {
			case UNREACHABLE, BROKEN, OVERLOADED -> Reason.UNAVAILABLE;
			case TIMED_OUT -> Reason.TIMED_OUT;
			case INVALID -> Reason.INVALID;
		};
	}

	private static Mono<OAuth2AccessTokenResponse> read(ReactiveHttpInputMessage message,
			BodyExtractor.Context context) {
		int status = (message instanceof ClientHttpResponse response) ? response.getStatusCode().value() : 0;
		// As octets: Spring's JSON decoder logs at DEBUG what it has read.
		Mono<byte[]> body = BodyExtractors.toMono(byte[].class).extract(message, context).defaultIfEmpty(new byte[0]);
		return body.map((octets) -> TokenAnswer.parse(status, message.getHeaders().getContentType(), octets));
	}

	/** Seconds as a number or a string; anything else is no statement. */
	private @Nullable Instant expiry(@Nullable Object expiresIn) {
		String text = String.valueOf(expiresIn);
		return text.matches("[1-9][0-9]{0,8}") ? this.clock.instant().plusSeconds(Long.parseLong(text)) : null;
	}

}
