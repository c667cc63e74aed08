package io.zendeskbff.grant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.zendeskbff.grant.GrantException.Reason;
import io.zendeskbff.throttle.RetryAfter;
import io.zendeskbff.upstream.TransportException.Fault;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.security.oauth2.client.endpoint.AbstractWebClientReactiveOAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2ClientCredentialsGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.WebClientReactiveRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Zendesk's token endpoint, called with Spring Security's clients. Only the reading of
 * the answer is our own: Spring takes a missing {@code expires_in} for one second, while
 * Zendesk means for ever. Spring's client manager is not used: it keeps tokens without a
 * version, refreshes the same one twice at once, and knows no 401.
 */
final class HttpTokenEndpoint implements TokenEndpoint {

	/** A token call is not cut short by its first caller's deadline. */
	private static final Duration LONGEST = Duration.ofMinutes(1);

	private final WebClientReactiveClientCredentialsTokenResponseClient issuing = new WebClientReactiveClientCredentialsTokenResponseClient();

	private final WebClientReactiveAuthorizationCodeTokenResponseClient redeeming = new WebClientReactiveAuthorizationCodeTokenResponseClient();

	private final WebClientReactiveRefreshTokenTokenResponseClient refreshing = new WebClientReactiveRefreshTokenTokenResponseClient();

	private final ClientRegistration registration;

	private final Clock clock;

	HttpTokenEndpoint(WebClient webClient, ClientRegistration registration, Clock clock) {
		this.registration = registration;
		this.clock = clock;
		List.of(this.issuing, this.redeeming, this.refreshing).forEach((client) -> configure(client, webClient));
	}

	private void configure(AbstractWebClientReactiveOAuth2AccessTokenResponseClient<?> client, WebClient webClient) {
		client.setWebClient(webClient);
		client.setBodyExtractor(this::read);
	}

	@Override
	public Grant issue() {
		return grant(this.issuing.getTokenResponse(new OAuth2ClientCredentialsGrantRequest(this.registration)));
	}

	@Override
	public Grant redeem(OAuth2AuthorizationRequest request, String code) {
		OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
			.redirectUri(Objects.requireNonNull(request.getRedirectUri()))
			.state(Objects.requireNonNull(request.getState()))
			.build();
		return grant(this.redeeming.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(this.registration,
				new OAuth2AuthorizationExchange(request, response))));
	}

	@Override
	public Grant refresh(BearerToken spent, RefreshToken refreshToken) {
		OAuth2AccessToken before = new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, spent.value(), null, null,
				spent.scopes());
		return grant(this.refreshing.getTokenResponse(new OAuth2RefreshTokenGrantRequest(this.registration, before,
				new OAuth2RefreshToken(refreshToken.value(), null))));
	}

	private Grant grant(Mono<OAuth2AccessTokenResponse> call) {
		OAuth2AccessTokenResponse response = answered(call);
		OAuth2AccessToken token = response.getAccessToken();
		Instant expiry = expiry(response.getAdditionalParameters().get(TokenAnswer.EXPIRES_IN));
		OAuth2RefreshToken refreshToken = response.getRefreshToken();
		return new Grant(new BearerToken(token.getTokenValue(), expiry, scopes(token)),
				(refreshToken != null) ? new RefreshToken(refreshToken.getTokenValue()) : null);
	}

	private static OAuth2AccessTokenResponse answered(Mono<OAuth2AccessTokenResponse> call) {
		try {
			return call.timeout(LONGEST).blockOptional().orElseThrow(() -> GrantException.lost(Reason.INVALID));
		}
		catch (GrantException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			Reason reason = reason(Fault.of(ex, false));
			throw Fault.isBeforeSending(ex) ? GrantException.answered(reason) : GrantException.lost(reason);
		}
	}

	private static Reason reason(Fault fault) {
		return switch (fault) {
			case UNREACHABLE, BROKEN, UNTRUSTED, OVERLOADED, THROTTLED -> Reason.UNAVAILABLE;
			case TIMED_OUT -> Reason.TIMED_OUT;
			case CUT, INVALID -> Reason.INVALID;
		};
	}

	private Mono<OAuth2AccessTokenResponse> read(ReactiveHttpInputMessage message, BodyExtractor.Context context) {
		int status = (message instanceof ClientHttpResponse response) ? response.getStatusCode().value() : 0;
		// As octets: Spring's JSON decoder logs at DEBUG what it has read.
		Mono<byte[]> body = BodyExtractors.toMono(byte[].class).extract(message, context).defaultIfEmpty(new byte[0]);
		return body.map((octets) -> TokenAnswer.parse(status, message.getHeaders().getContentType(), octets))
			.onErrorMap(GrantException.class, (failure) -> failure.withRetryAfter(retryAfter(message.getHeaders())));
	}

	private @Nullable Duration retryAfter(HttpHeaders headers) {
		return RetryAfter.parse(headers.getOrEmpty(HttpHeaders.RETRY_AFTER), this.clock.instant()).orElse(null);
	}

	/** Seconds as a number or a string; anything else is no statement. */
	private @Nullable Instant expiry(@Nullable Object expiresIn) {
		String text = String.valueOf(expiresIn);
		return text.matches("[1-9][0-9]{0,8}") ? this.clock.instant().plusSeconds(Long.parseLong(text)) : null;
	}

	/** What is not named is as it was asked for, RFC 6749 section 5.1. */
	private Set<String> scopes(OAuth2AccessToken token) {
		return token.getScopes().isEmpty() ? this.registration.getScopes() : token.getScopes();
	}

}
