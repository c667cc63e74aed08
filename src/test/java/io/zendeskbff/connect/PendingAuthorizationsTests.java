package io.zendeskbff.connect;

import java.time.Duration;
import java.util.UUID;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;
import org.junit.jupiter.api.Test;

import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;

import static org.assertj.core.api.Assertions.assertThat;

class PendingAuthorizationsTests {

	private static final UUID GENERATION = UUID.randomUUID();

	private Duration passed = Duration.ZERO;

	private final PendingAuthorizations pending = new OwnAuthorizations(() -> this.passed.toNanos());

	@Test
	void authorizationIsFoundOnceWhenItsStateComesBack() {
		PendingAuthorization begun = begun("state-1");
		this.pending.add(begun);
		this.pending.add(begun("state-2"));
		assertThat(this.pending.take("state-1")).contains(begun);
		assertThat(this.pending.take("state-1")).isEmpty();
		assertThat(this.pending.take("state-2")).isPresent();
	}

	@Test
	void nothingIsFoundWhenStateIsUnknown() {
		this.pending.add(begun("state-1"));
		assertThat(this.pending.take("state-2")).isEmpty();
		assertThat(this.pending.take("")).isEmpty();
	}

	@Test
	void authorizationIsForgottenWhenTenMinutesHavePassed() {
		this.pending.add(begun("state-1"));
		this.passed = Duration.ofMinutes(10).minusNanos(1);
		assertThat(this.pending.isAnyFor(GENERATION)).isTrue();
		this.passed = Duration.ofMinutes(10);
		assertThat(this.pending.isAnyFor(GENERATION)).isFalse();
		assertThat(this.pending.take("state-1")).isEmpty();
	}

	@Test
	void nobodyIsOnHisWayWhenConnectionIsAnother() {
		this.pending.add(begun("state-1"));
		assertThat(this.pending.isAnyFor(UUID.randomUUID())).isFalse();
	}

	@Test
	void verifierIsMaskedWhenPrinted() {
		assertThat(begun("state-1").toString()).doesNotContain("state-1", "v3rifier", "portal-server");
	}

	private static PendingAuthorization begun(String state) {
		OAuth2AuthorizationRequest request = OAuth2AuthorizationRequest.authorizationCode()
			.clientId("client")
			.authorizationUri("https://acme.zendesk.com/oauth2/chat/authorizations/new")
			.redirectUri("https://portal.example/connection/callback")
			.state(state)
			.attributes((attributes) -> attributes.put("code_verifier", "v3rifier"))
			.build();
		return new PendingAuthorization(request, new Caller("https://issuer", "portal-server", Role.OWNER), GENERATION,
				false);
	}

}
