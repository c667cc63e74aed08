package io.zendeskbff.revocation;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.RefreshToken;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Revokes at an endpoint of RFC 7009, where Zendesk has one: Spring Security brings no
 * client for it.
 */
final class EndpointRevocation implements Revocation {

	private final WebClient client;

	private final URI endpoint;

	private final ClientRegistration registration;

	private final Duration patience;

	EndpointRevocation(WebClient client, URI endpoint, ClientRegistration registration, Duration patience) {
		this.client = client;
		this.endpoint = endpoint;
		this.registration = registration;
		this.patience = patience;
	}

	/**
	 * The refresh token first, RFC 7009 section 2.1: it may take the access token along.
	 */
	@Override
	public boolean revoke(Grant grant) {
		RefreshToken refreshToken = grant.refreshToken();
		Stream<Boolean> confirmed = (refreshToken != null)
				? Stream.of(revoke(refreshToken.value(), "refresh_token"),
						revoke(grant.accessToken().value(), "access_token"))
				: Stream.of(revoke(grant.accessToken().value(), "access_token"));
		return confirmed.allMatch(Boolean::booleanValue);
	}

	private boolean revoke(String token, String hint) {
		try {
			int status = status(token, hint);
			return status == 200 || Unconfirmed.because(hint + " " + status);
		}
		catch (RuntimeException ex) {
			return Unconfirmed.because(ex.getClass().getSimpleName());
		}
	}

	private int status(String token, String hint) {
		return this.client.post()
			.uri(this.endpoint)
			.body(BodyInserters.fromFormData("token", token)
				.with("token_type_hint", hint)
				.with("client_id", this.registration.getClientId())
				.with("client_secret", this.registration.getClientSecret()))
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode().value()))
			.timeout(this.patience)
			.blockOptional()
			.orElseThrow();
	}

}
