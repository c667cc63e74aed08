package io.zendeskbff.portal;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * An authenticated {@link Caller}, without the token that proved him: nothing behind the
 * security chain needs it.
 */
public final class PortalAuthentication extends AbstractAuthenticationToken {

	private static final long serialVersionUID = 1L;

	private final transient Caller caller;

	/**
	 * Somebody whom we know.
	 * @param caller who he is
	 */
	public PortalAuthentication(Caller caller) {
		super(authorities(caller.role()));
		this.caller = caller;
		setAuthenticated(true);
	}

	/** An owner has an admin's authority too. */
	private static List<GrantedAuthority> authorities(@Nullable Role role) {
		return switch (role) {
			case OWNER -> List.of(authority(Role.ADMIN), authority(Role.OWNER));
			case ADMIN -> List.of(authority(Role.ADMIN));
			case null -> List.of();
		};
	}

	private static GrantedAuthority authority(Role role) {
		return new SimpleGrantedAuthority(role.name());
	}

	@Override
	public Caller getPrincipal() {
		return this.caller;
	}

	@Override
	public String getCredentials() {
		return "";
	}

	@Override
	public String getName() {
		return this.caller.subject();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PortalAuthentication that && super.equals(that) && this.caller.equals(that.caller);
	}

	@Override
	public int hashCode() {
		return Objects.hash(super.hashCode(), this.caller);
	}

}
