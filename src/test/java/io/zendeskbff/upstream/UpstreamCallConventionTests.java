package io.zendeskbff.upstream;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What meters and spans are told of a call.
 */
class UpstreamCallConventionTests {

	private final UpstreamCallConvention convention = new UpstreamCallConvention();

	@ParameterizedTest
	@CsvSource({ "/api/v2/chat/account, /api/v2/chat/account", "/oauth2/chat/token?code=canary, /oauth2/chat/token",
			"/api/v2/chat/oauth/tokens, /api/v2/chat/oauth/tokens",
			"/api/v2/chat/oauth/tokens/123456789, /api/v2/chat/oauth/tokens/{id}",
			"/api/v2/chat/oauth/tokens/-1, /api/v2/chat/oauth/tokens/{id}", "/12/34/a5, /{id}/{id}/a5" })
	void idsAreNoPartOfThePathWhenACallIsNamed(String called, String told) {
		ClientRequestObservationContext context = context(HttpMethod.DELETE, "https://acme.zendesk.com" + called);
		assertThat(this.convention.getContextualName(context)).isEqualTo("DELETE " + told);
		assertThat(this.convention.getLowCardinalityKeyValues(context).stream())
			.filteredOn((one) -> one.getKey().equals("uri"))
			.first()
			.hasFieldOrPropertyWithValue("value", told);
	}

	@Test
	void urlIsNotToldWhenACallIsDescribed() {
		ClientRequestObservationContext context = context(HttpMethod.GET, "https://acme.zendesk.com/a?canary=1");
		assertThat(this.convention.getHighCardinalityKeyValues(context)).isEmpty();
		assertThat(this.convention.getLowCardinalityKeyValues(context).toString()).doesNotContain("canary");
	}

	private static ClientRequestObservationContext context(HttpMethod method, String url) {
		ClientRequest.Builder request = ClientRequest.create(method, URI.create(url));
		ClientRequestObservationContext context = new ClientRequestObservationContext(request);
		context.setRequest(request.build());
		return context;
	}

}
