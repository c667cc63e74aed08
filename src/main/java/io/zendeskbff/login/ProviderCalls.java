package io.zendeskbff.login;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.util.StringUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * What a login asks of the identity provider behind the browser's back, by the company's
 * way out: tokens for the code, and, when the ID token names no role, UserInfo.
 */
final class ProviderCalls {

	private final ClientHttpRequestFactory requests;

	private final PortalUsers users;

	ProviderCalls(ClientHttpRequestFactory requests, PortalUsers users) {
		this.requests = requests;
		this.users = users;
	}

	/** RFC 6749 section 4.1.3. */
	OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
		RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
		client.setRestClient(RestClient.builder()
			.requestFactory(this.requests)
			.configureMessageConverters((converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
				.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
			.defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
			.build());
		return (request) -> complete(client.getTokenResponse(request));
	}

	/** An ID token must be there, OpenID Connect Core 1.0 section 3.1.3.3, as text. */
	private static OAuth2AccessTokenResponse complete(OAuth2AccessTokenResponse answer) {
		if (!(answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String token)
				|| token.isBlank()) {
			throw new OAuth2AuthorizationException(new OAuth2Error("invalid_token_response"));
		}
		return answer;
	}

	/** OpenID Connect Core 1.0 section 5.3. */
	OidcUserService userInfo() {
		RestTemplate calls = new RestTemplate(this.requests);
		calls.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
		DefaultOAuth2UserService info = new DefaultOAuth2UserService();
		info.setRestOperations(calls);
		OidcUserService service = new OidcUserService();
		service.setOauth2UserService(info);
		service.setRetrieveUserInfo(this::isInfoWanted);
		return service;
	}

	private boolean isInfoWanted(OidcUserRequest request) {
		return StringUtils.hasText(request.getClientRegistration().getProviderDetails().getUserInfoEndpoint().getUri())
				&& !this.users.isEnough(request.getIdToken());
	}

}
