package io.zendeskbff.grant;

import java.util.Locale;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

/**
 * Counts and times token calls as {@code bff.grant.calls}, by grant type and outcome.
 */
final class MeteredTokenEndpoint implements TokenEndpoint {

	private final TokenEndpoint endpoint;

	private final MeterRegistry meters;

	MeteredTokenEndpoint(TokenEndpoint endpoint, MeterRegistry meters) {
		this.endpoint = endpoint;
		this.meters = meters;
	}

	@Override
	public Grant issue() {
		return timed("client_credentials", this.endpoint::issue);
	}

	@Override
	public Grant redeem(OAuth2AuthorizationRequest request, String code) {
		return timed("authorization_code", () -> this.endpoint.redeem(request, code));
	}

	@Override
	public Grant refresh(BearerToken spent, RefreshToken refreshToken) {
		return timed("refresh_token", () -> this.endpoint.refresh(spent, refreshToken));
	}

	private Grant timed(String grantType, Supplier<Grant> call) {
		Timer.Sample sample = Timer.start(this.meters);
		try {
			Grant grant = call.get();
			stop(sample, grantType, "issued");
			return grant;
		}
		catch (GrantException ex) {
			stop(sample, grantType, ex.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
			throw ex;
		}
	}

	private void stop(Timer.Sample sample, String grantType, String outcome) {
		sample.stop(Timer.builder("bff.grant.calls")
			.description("Calls of Zendesk's token endpoint")
			.tag("grant", grantType)
			.tag("outcome", outcome)
			.register(this.meters));
	}

}
