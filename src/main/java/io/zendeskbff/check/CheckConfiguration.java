package io.zendeskbff.check;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.zendeskbff.access.AuthorizedHttp;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.agent.Agents;
import io.zendeskbff.grant.ZendeskRegistration;
import io.zendeskbff.login.PortalRegistration;
import io.zendeskbff.outgoing.Outgoing;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.upstream.ZendeskProperties;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.oauth2.client.registration.ClientRegistration;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Composes the self-check, only where it is asked for.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(CheckMode.ON)
class CheckConfiguration {

	@Bean
	SelfCheck selfCheck(Hosts hosts, Issuer issuer, Provider provider, Store store, Zendesk zendesk,
			ApplicationContext context) {
		return new SelfCheck(
				List.of(hosts::check, () -> Stream.of(issuer.check()), provider::check, store::check, zendesk::check),
				new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8),
				() -> System.exit(SpringApplication.exit(context)));
	}

	@Bean
	Hosts checkedHosts(ZendeskProperties zendesk, ClientRegistration registration,
			OAuth2ResourceServerProperties resourceServer, Optional<PortalRegistration> login, Outgoing outgoing,
			Environment environment) {
		OAuth2ResourceServerProperties.Jwt jwt = resourceServer.getJwt();
		Stream<String> others = Stream.of(registration.getProviderDetails().getTokenUri(),
				environment.getProperty("bff.connection.revocation-uri"), jwt.getIssuerUri(), jwt.getJwkSetUri(),
				login.map(PortalRegistration::issuer).orElse(null));
		return new Hosts(Stream.concat(Stream.of(zendesk.baseUrl()), others.filter(Objects::nonNull).map(URI::create)),
				outgoing);
	}

	@Bean
	Issuer checkedIssuer(JWKSource<SecurityContext> portalKeys, OAuth2ResourceServerProperties resourceServer) {
		return new Issuer(portalKeys, String.valueOf(resourceServer.getJwt().getIssuerUri()));
	}

	@Bean
	Provider checkedProvider(Optional<PortalRegistration> registration) {
		return new Provider(registration);
	}

	@Bean
	Store checkedStore(Optional<SharedStore> shared) {
		return new Store(shared);
	}

	@Bean
	Zendesk checkedZendesk(AuthorizedHttp http, Agents agents, ZendeskAccounts accounts,
			ClientRegistration registration) {
		return new Zendesk(http, agents, accounts, ZendeskRegistration.isInteractive(registration));
	}

}
