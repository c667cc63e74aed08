package io.zendeskbff.login;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.zendeskbff.store.Sealer;

/**
 * Keeps ID tokens where nobody can read them until a logout needs them.
 */
public final class SealedIdTokens {

	private static final String PLACE = "id-token";

	private final Sealer sealer;

	SealedIdTokens(Sealer sealer) {
		this.sealer = sealer;
	}

	String seal(String idToken) {
		return this.sealer.seal(PLACE, idToken.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Opens one.
	 * @param sealed as a session keeps it
	 * @return empty when its key is gone
	 */
	public Optional<String> open(String sealed) {
		return this.sealer.open(PLACE, sealed).map((token) -> new String(token, StandardCharsets.US_ASCII));
	}

}
