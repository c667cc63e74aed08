package io.zendeskbff.local;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * Composes the local identity provider. It carries no stereotype, so that the service's
 * component scan passes it by, and names each auto-configuration, so that nothing that
 * the service brings onto the class path gets in.
 */
@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class, JacksonAutoConfiguration.class,
		SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
		SecurityFilterAutoConfiguration.class, OAuth2AuthorizationServerAutoConfiguration.class,
		OAuth2AuthorizationServerJwtAutoConfiguration.class })
@Import(ProviderLoginConfiguration.class)
class LocalIdentityProviderConfiguration {

	private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

	@Bean
	RegisteredClientRepository clients(ObjectProvider<LoginClient> login) {
		Stream<RegisteredClient> portals = Arrays.stream(PortalClient.values())
			.map(LocalIdentityProviderConfiguration::registered);
		return new InMemoryRegisteredClientRepository(
				Stream.concat(portals, login.stream().map(LoginClient::registered)).toList());
	}

	@Bean
	AuthorizationServerSettings authorizationServerSettings() {
		return AuthorizationServerSettings.builder().build();
	}

	/**
	 * Whatever name the provider is called by, its issuer is {@code localhost} and the
	 * port, which is known only once it is bound.
	 */
	@Bean
	TomcatConnectorCustomizer localhostAsIssuer() {
		return (connector) -> connector.setProxyName("localhost");
	}

	@Bean
	OAuth2TokenCustomizer<JwtEncodingContext> claims() {
		return (context) -> {
			if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
				portalClaims(context.getClaims(), context.getRegisteredClient().getClientId());
			}
			else if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
				userClaims(context.getClaims(),
						Objects.requireNonNull(context.<Authentication>getPrincipal()).getName());
			}
		};
	}

	private static void portalClaims(JwtClaimsSet.Builder claims, String clientId) {
		claims.audience(List.of(LocalIdentityProvider.AUDIENCE))
			.claim("roles", List.of(PortalClient.withId(clientId).role()));
	}

	private static void userClaims(JwtClaimsSet.Builder claims, String id) {
		LocalUser user = LocalUser.withId(id).orElseThrow();
		claims.claim(StandardClaimNames.NAME, user.fullName())
			.claim(StandardClaimNames.PREFERRED_USERNAME, id)
			.claim("roles", user.roles());
	}

	private static RegisteredClient registered(PortalClient client) {
		return RegisteredClient.withId(client.clientId())
			.clientId(client.clientId())
			.clientSecret("{noop}" + client.secret())
			.clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
			.tokenSettings(TokenSettings.builder().accessTokenTimeToLive(TOKEN_LIFETIME).build())
			.build();
	}

}
