package io.zendeskbff.login;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.zendeskbff.provider.IssuerMetadata;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.util.StringUtils;

/**
 * Our OAuth client at the portals' identity provider, and no other: whoever looks for
 * Zendesk's here finds none.
 *
 * <p>
 * The provider's metadata is read when somebody first logs in, and once an hour. Spring
 * Boot reads it at the start, which a provider that is away would fail.
 */
public final class PortalRegistration implements ClientRegistrationRepository {

	static final String ID = "portal";

	private final OAuth2ClientProperties.Registration client;

	private final OAuth2ClientProperties.Provider provider;

	private final PublicUrl own;

	private final KeptAnswer<ClientRegistration> kept;

	PortalRegistration(PortalSettings settings, IssuerMetadata metadata, PublicUrl own, InstantSource clock) {
		this.client = settings.client();
		this.provider = settings.provider();
		this.own = own;
		this.kept = new KeptAnswer<>(() -> registration(document(metadata)), clock);
	}

	@Override
	public @Nullable ClientRegistration findByRegistrationId(String registrationId) {
		return ID.equals(registrationId) ? get() : null;
	}

	/**
	 * The registration, by the metadata as it was within the last hour where it can be
	 * read.
	 * @throws AuthenticationServiceException when it never could
	 */
	public ClientRegistration get() {
		return this.kept.get();
	}

	/** Where the provider's keys are. */
	URI keys() throws URISyntaxException {
		return new URI(Objects.requireNonNull(get().getProviderDetails().getJwkSetUri(), "jwks_uri"));
	}

	/** By what our client is known to the provider. */
	public String clientId() {
		return Objects.requireNonNull(this.client.getClientId());
	}

	/** Who the provider is. */
	public String issuer() {
		return Objects.requireNonNull(this.provider.getIssuerUri());
	}

	private static Map<String, Object> document(IssuerMetadata metadata) {
		try {
			return metadata.document();
		}
		catch (IOException | ParseException ex) {
			throw new AuthenticationServiceException("The identity provider's metadata cannot be read", ex);
		}
	}

	private ClientRegistration registration(Map<String, Object> document) {
		try {
			ClientRegistration registration = configured(document);
			requireSafe(registration.getProviderDetails());
			return registration;
		}
		catch (IllegalArgumentException ex) {
			throw new AuthenticationServiceException("The identity provider's metadata lacks something", ex);
		}
	}

	private static void requireSafe(ClientRegistration.ProviderDetails endpoints) {
		Stream
			.of(endpoints.getAuthorizationUri(), endpoints.getTokenUri(), endpoints.getJwkSetUri(),
					endpoints.getUserInfoEndpoint().getUri())
			.filter(StringUtils::hasText)
			.filter(Predicate.not(PortalSettings::isSafe))
			.findAny()
			.ifPresent((_) -> {
				throw new IllegalArgumentException("A URL there is not https");
			});
	}

	private ClientRegistration configured(Map<String, Object> document) {
		ClientRegistration.Builder builder = ClientRegistrations.fromOidcConfiguration(document)
			.registrationId(ID)
			.redirectUri(this.own.of(Paths.LOGIN_CALLBACK).toString())
			.clientSettings(ClientRegistration.ClientSettings.builder().requireProofKey(true).build())
			.scope(scopes());
		PropertyMapper set = PropertyMapper.get();
		set.from(this.client::getClientId).to(builder::clientId);
		set.from(this.client::getClientSecret).to(builder::clientSecret);
		set.from(this::authenticationMethod).to(builder::clientAuthenticationMethod);
		set.from(this.provider::getAuthorizationUri).to(builder::authorizationUri);
		set.from(this.provider::getTokenUri).to(builder::tokenUri);
		set.from(this.provider::getUserInfoUri).to(builder::userInfoUri);
		set.from(this.provider::getJwkSetUri).to(builder::jwkSetUri);
		return builder.build();
	}

	private Collection<String> scopes() {
		return (this.client.getScope() != null) ? this.client.getScope() : List.of("openid", "profile");
	}

	/** A client without a secret is a public one, whose proof is PKCE alone. */
	private @Nullable ClientAuthenticationMethod authenticationMethod() {
		if (this.client.getClientAuthenticationMethod() != null) {
			return ClientAuthenticationMethod.valueOf(this.client.getClientAuthenticationMethod());
		}
		return (this.client.getClientSecret() == null) ? ClientAuthenticationMethod.NONE : null;
	}

}
