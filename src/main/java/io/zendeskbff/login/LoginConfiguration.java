package io.zendeskbff.login;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.origin.Origins;
import io.zendeskbff.outgoing.Outgoing;
import io.zendeskbff.portal.RoleClaim;
import io.zendeskbff.provider.IssuerMetadata;
import io.zendeskbff.provider.ProviderDocuments;
import io.zendeskbff.provider.ProviderKeys;
import io.zendeskbff.session.BrowserSessions;
import io.zendeskbff.session.ConditionalOnBrowserLogin;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.surface.Routes;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Composes the login, where it is configured.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBrowserLogin
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class LoginConfiguration {

	@Bean
	Routes loginRoutes() {
		return new Routes(Map.of(Paths.LOGIN, List.of(HttpMethod.GET), Paths.LOGIN_CALLBACK, List.of(HttpMethod.GET)));
	}

	@Bean
	PortalRegistration portalRegistration(OAuth2ClientProperties clients, OAuth2ResourceServerProperties server,
			Outgoing outgoing, PublicUrl own) {
		PortalSettings settings = PortalSettings.of(clients, server.getJwt().getAudiences());
		IssuerMetadata metadata = new IssuerMetadata(URI.create(String.valueOf(settings.provider().getIssuerUri())),
				new ProviderDocuments(outgoing));
		return new PortalRegistration(settings, metadata, own, InstantSource.system());
	}

	@Bean
	ProviderTokens providerTokens(PortalRegistration registration, Outgoing outgoing) {
		return new ProviderTokens(new ProviderKeys(registration::keys, new ProviderDocuments(outgoing)).source());
	}

	@Bean
	SealedIdTokens sealedIdTokens(Sealer sealer) {
		return new SealedIdTokens(sealer);
	}

	@Bean
	ReturnTo returnTo(PublicUrl own, Origins origins) {
		return new ReturnTo(own, origins);
	}

	@Bean
	OidcLogin oidcLogin(PortalRegistration registration, ReturnTo returnTo, Sealer sealer, PublicUrl own,
			RoleClaim roles, SealedIdTokens idTokens, BrowserSessions sessions, Outgoing outgoing, MeterRegistry meters,
			@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
		InstantSource clock = InstantSource.system();
		PortalUsers users = new PortalUsers(roles, idTokens, clock);
		LoginRequests requests = new LoginRequests(new DefaultOAuth2AuthorizationRequestResolver(registration),
				returnTo);
		return new OidcLogin(registration, requests, new PendingLogins(registration, sealer, own.isSecure(), clock),
				new ProviderCalls(new ProviderRequests(outgoing), users),
				new LoginEnd(users, sessions, problems, meters, clock), problems);
	}

}
