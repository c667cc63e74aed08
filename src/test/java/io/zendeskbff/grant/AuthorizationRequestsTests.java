package io.zendeskbff.grant;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.upstream.UpstreamContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AuthorizationRequestsTests {

	private static final URI ZENDESK = URI.create("https://acme.zendesk.com");

	private static final PublicUrl PUBLIC = new PublicUrl(URI.create("https://portal.example.com/zendesk/"));

	private static final String CALLBACK = "https://portal.example.com/zendesk/connection/callback";

	private final AuthorizationRequests requests = requests(ZENDESK);

	@Test
	void browserIsSentToZendeskWhenOwnerConnects() {
		OAuth2AuthorizationRequest request = this.requests.create(new MockHttpServletRequest());
		assertThat(request.getAuthorizationRequestUri())
			.startsWith("https://acme.zendesk.com/oauth2/chat/authorizations/new?");
		assertThat(query(request))
			.containsOnlyKeys("response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge",
					"code_challenge_method", "subdomain")
			.containsEntry("response_type", "code")
			.containsEntry("client_id", UpstreamContext.CLIENT_ID)
			.containsEntry("redirect_uri", CALLBACK)
			.containsEntry("scope", "read write")
			.containsEntry("code_challenge_method", "S256")
			.containsEntry("subdomain", "acme");
	}

	@Test
	void challengeIsThatOfTheVerifierWhenRequestIsMade() throws NoSuchAlgorithmException {
		OAuth2AuthorizationRequest request = this.requests.create(new MockHttpServletRequest());
		String verifier = Objects.requireNonNull(request.getAttribute(PkceParameterNames.CODE_VERIFIER));
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
		assertThat(verifier).hasSizeBetween(43, 128);
		assertThat(query(request)).containsEntry("code_challenge",
				Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
		assertThat(request.getAuthorizationRequestUri()).doesNotContain(verifier)
			.doesNotContain(UpstreamContext.CLIENT_SECRET);
	}

	@Test
	void stateAndVerifierAreFreshWhenAskedAgain() {
		Set<OAuth2AuthorizationRequest> drawn = IntStream.range(0, 100)
			.mapToObj((_) -> this.requests.create(new MockHttpServletRequest()))
			.collect(Collectors.toSet());
		Set<String> states = drawn.stream().map((one) -> query(one).get("state")).collect(Collectors.toSet());
		assertThat(states).hasSize(100)
			.allSatisfy((state) -> assertThat(Base64.getUrlDecoder().decode(state)).hasSizeGreaterThanOrEqualTo(16));
		assertThat(drawn.stream().map((one) -> one.getAttribute(PkceParameterNames.CODE_VERIFIER)).distinct())
			.hasSize(100);
	}

	@ParameterizedTest
	@CsvSource({ "https://acme.zendesk.com, acme", "https://acme.zendesk.com:8443/, acme",
			"https://ACME.Zendesk.com, acme", "https://acme-2.zendesk.com, acme-2" })
	void subdomainIsNamedWhenHostIsZendesks(String zendesk, String subdomain) {
		assertThat(query(requests(URI.create(zendesk)).create(new MockHttpServletRequest()))).containsEntry("subdomain",
				subdomain);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://www.zopim.com", "https://zendesk.com", "https://evilzendesk.com",
			"https://acme.zendesk.com.example.org", "http://127.0.0.1:9001", "http://[::1]:9001" })
	void subdomainIsNotNamedWhenHostIsAnother(String zendesk) {
		assertThat(query(requests(URI.create(zendesk)).create(new MockHttpServletRequest())))
			.doesNotContainKey("subdomain");
	}

	@Test
	void nothingOfTheCallIsUsedWhenItLies() {
		MockHttpServletRequest evil = new MockHttpServletRequest("POST", "/evil");
		evil.setScheme("http");
		evil.setServerName("evil.example");
		evil.setServerPort(666);
		evil.setContextPath("/evil");
		evil.addHeader("Host", "evil.example:666");
		evil.addHeader("X-Forwarded-Host", "evil.example");
		evil.addHeader("Forwarded", "host=evil.example;proto=http");
		evil.addParameter("action", "evil");
		evil.addParameter("redirect_uri", "https://evil.example");
		evil.addParameter("scope", "evil");
		OAuth2AuthorizationRequest request = this.requests.create(evil);
		assertThat(request.getAuthorizationRequestUri()).doesNotContain("evil").doesNotContain("666");
		assertThat(request.getRedirectUri()).isEqualTo(CALLBACK);
	}

	@Test
	void grantIsTheConfiguredOneWhenAskedFor() {
		assertThat(this.requests.isInteractive()).isTrue();
		assertThat(this.requests.grantType()).isEqualTo("authorization_code");
		AuthorizationRequests none = new AuthorizationRequests(UpstreamContext.registration(ZENDESK), ZENDESK);
		assertThat(none.isInteractive()).isFalse();
		assertThat(none.grantType()).isEqualTo("client_credentials");
	}

	private static AuthorizationRequests requests(URI zendesk) {
		ClientRegistration configured = ClientRegistration.withClientRegistration(UpstreamContext.registration(ZENDESK))
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.authorizationUri("https://acme.zendesk.com/oauth2/chat/authorizations/new")
			.redirectUri("{baseUrl}/ignored")
			.build();
		return new AuthorizationRequests(ZendeskRegistration.of(configured, PUBLIC), zendesk);
	}

	private static Map<String, String> query(OAuth2AuthorizationRequest request) {
		return UriComponentsBuilder.fromUriString(request.getAuthorizationRequestUri())
			.build(true)
			.getQueryParams()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(entry) -> UriUtils.decode(Objects.requireNonNull(entry.getValue().getFirst()), UTF_8)));
	}

}
