package io.zendeskbff.local;

import java.util.Collection;
import java.util.List;

import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Somebody in one of his logins. No two are equal: Spring Authorization Server takes the
 * latest session of whoever is equal for the session that it makes tokens for, and so
 * would mix up two browsers of one user.
 */
final class LoggedInUser implements UserDetails {

	private static final long serialVersionUID = 1L;

	private final LocalUser user;

	private LoggedInUser(LocalUser user) {
		this.user = user;
	}

	static LoggedInUser named(String id) {
		return LocalUser.withId(id)
			.map(LoggedInUser::new)
			.orElseThrow(() -> new UsernameNotFoundException("Nobody is named so"));
	}

	LocalUser user() {
		return this.user;
	}

	@Override
	public String getUsername() {
		return this.user.id();
	}

	@Override
	public String getPassword() {
		return "{noop}" + this.user.password();
	}

	@Override
	public Collection<? extends GrantedAuthority> getAuthorities() {
		return List.of();
	}

}
