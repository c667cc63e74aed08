package io.zendeskbff.login;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.Role;
import io.zendeskbff.portal.RoleClaim;
import io.zendeskbff.session.Login;
import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Takes from what the identity provider says of a user what a session needs.
 */
final class PortalUsers {

	private final RoleClaim roles;

	private final SealedIdTokens idTokens;

	private final InstantSource clock;

	PortalUsers(RoleClaim roles, SealedIdTokens idTokens, InstantSource clock) {
		this.roles = roles;
		this.idTokens = idTokens;
		this.clock = clock;
	}

	/**
	 * Makes a login.
	 * @param user whom the provider has authenticated
	 * @return with the role that the ID token gives, else that of UserInfo
	 */
	Login login(OidcUser user) {
		OidcIdToken token = user.getIdToken();
		Caller caller = new Caller(Objects.requireNonNull(token.getClaimAsString("iss"), "The decoder demands it"),
				user.getName(), role(user), name(user));
		return new Login(caller, token.getClaimAsString("sid"), authenticatedAt(token),
				this.idTokens.seal(token.getTokenValue()));
	}

	/**
	 * Whether the ID token alone says what role somebody has.
	 * @param token his
	 */
	boolean isEnough(OidcIdToken token) {
		return this.roles.roleIn(token.getClaims()) != null;
	}

	private @Nullable Role role(OidcUser user) {
		OidcUserInfo info = user.getUserInfo();
		Role role = this.roles.roleIn(user.getIdToken().getClaims());
		return (role != null || info == null) ? role : this.roles.roleIn(info.getClaims());
	}

	private static @Nullable String name(OidcUser user) {
		return Stream.of(user.getFullName(), user.getPreferredUsername(), user.getEmail())
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** A provider need not say it; then he has proved it when the token was made. */
	private Instant authenticatedAt(OidcIdToken token) {
		Instant now = this.clock.instant();
		return Optional.ofNullable(token.getAuthenticatedAt())
			.or(() -> Optional.ofNullable(token.getIssuedAt()))
			.filter((said) -> said.isBefore(now))
			.orElse(now);
	}

}
