package io.zendeskbff.grant;

import java.util.Set;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zendeskbff.grant.GrantException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class MeteredTokenEndpointTests {

	private static final BearerToken TOKEN = new BearerToken("t0ken", null, Set.of("read"));

	private static final RefreshToken REFRESH_TOKEN = new RefreshToken("r3fresh");

	private static final OAuth2AuthorizationRequest REQUEST = OAuth2AuthorizationRequest.authorizationCode()
		.authorizationUri("https://acme.zendesk.com/oauth2/chat/authorizations/new")
		.clientId("client")
		.build();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	@Test
	void callIsTimedByGrantWhenTokenIsIssued() {
		Grant grant = new Grant(TOKEN, REFRESH_TOKEN);
		TokenEndpoint endpoint = metered(() -> grant);
		assertThat(endpoint.issue()).isSameAs(grant);
		assertThat(endpoint.redeem(REQUEST, "c0de")).isSameAs(grant);
		assertThat(endpoint.refresh(TOKEN, REFRESH_TOKEN)).isSameAs(grant);
		assertThat(endpoint.refresh(TOKEN, REFRESH_TOKEN)).isSameAs(grant);
		assertThat(calls("client_credentials", "issued")).isOne();
		assertThat(calls("authorization_code", "issued")).isOne();
		assertThat(calls("refresh_token", "issued")).isEqualTo(2);
		assertThat(this.meters.getMeters()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, unavailable", "TIMED_OUT, timed-out", "REFUSED, refused", "INVALID, invalid" })
	void outcomeIsTheReasonWhenThereIsNoToken(Reason reason, String outcome) {
		GrantException failure = GrantFailures.lost(reason);
		TokenEndpoint endpoint = metered(() -> {
			throw failure;
		});
		assertThat(thrown(endpoint::issue)).isSameAs(failure);
		assertThat(thrown(() -> endpoint.redeem(REQUEST, "c0de"))).isSameAs(failure);
		assertThat(thrown(() -> endpoint.refresh(TOKEN, REFRESH_TOKEN))).isSameAs(failure);
		assertThat(calls("client_credentials", outcome)).isOne();
		assertThat(calls("authorization_code", outcome)).isOne();
		assertThat(calls("refresh_token", outcome)).isOne();
	}

	@Test
	void tagsAreTwoAndNoneIsSecretWhenCallsAreTimed() {
		metered(() -> new Grant(TOKEN, REFRESH_TOKEN)).redeem(REQUEST, "c0de");
		assertThat(this.meters.getMeters()).extracting(Meter::getId).singleElement().satisfies((id) -> {
			assertThat(id.getName()).isEqualTo("bff.grant.calls");
			assertThat(id.getTags()).containsExactly(Tag.of("grant", "authorization_code"),
					Tag.of("outcome", "issued"));
		});
	}

	private static Throwable thrown(ThrowingCallable call) {
		return catchThrowable(call);
	}

	private long calls(String grantType, String outcome) {
		return this.meters.get("bff.grant.calls").tag("grant", grantType).tag("outcome", outcome).timer().count();
	}

	private TokenEndpoint metered(Supplier<Grant> outcome) {
		return new MeteredTokenEndpoint(new SameForAll(outcome), this.meters);
	}

	/** An endpoint to which every call is the same. */
	private record SameForAll(Supplier<Grant> outcome) implements TokenEndpoint {

		@Override
		public Grant issue() {
			return this.outcome.get();
		}

		@Override
		public Grant redeem(OAuth2AuthorizationRequest request, String code) {
			assertThat(request).isSameAs(REQUEST);
			assertThat(code).isEqualTo("c0de");
			return this.outcome.get();
		}

		@Override
		public Grant refresh(BearerToken spent, RefreshToken refreshToken) {
			assertThat(spent).isSameAs(TOKEN);
			assertThat(refreshToken).isSameAs(REFRESH_TOKEN);
			return this.outcome.get();
		}

	}

}
