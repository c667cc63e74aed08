package io.zendeskbff.session;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where browsers log in, as portals and pages are told.
 */
public final class LoginUrl {

	private final @Nullable URI url;

	LoginUrl(@Nullable URI url) {
		this.url = url;
	}

	/**
	 * Where to go.
	 * @return an absolute URL; empty when browsers cannot log in here
	 */
	public Optional<URI> any() {
		return Optional.ofNullable(this.url);
	}

	/**
	 * Where to go for a login that is not older than some time, OpenID Connect Core 1.0
	 * section 3.1.2.1.
	 * @param age how old it may be
	 * @return the same with {@code max_age} in seconds
	 */
	public Optional<URI> notOlderThan(Duration age) {
		return any().map((one) -> URI.create(one + "?max_age=" + age.toSeconds()));
	}

}
