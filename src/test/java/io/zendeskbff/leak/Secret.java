package io.zendeskbff.leak;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What may stand nowhere, by where it comes from.
 */
public enum Secret {

	/** Tokens and passwords that anybody sends in {@code Authorization}. */
	CREDENTIALS(16),
	/** What cookies hold. */
	COOKIES(16),
	/** What OAuth hands over: codes, states, nonces, verifiers, tokens. */
	GRANTS(16),
	/** Settings that are passwords and keys. */
	SETTINGS(8),
	/** Texts in accounts and in updates of them. */
	VALUES(8),
	/** What callers send in headers that mean nothing to us. */
	HEADERS(16);

	private final Set<String> kept = ConcurrentHashMap.newKeySet();

	private final int minimumLength;

	/**
	 * A kind of secret.
	 * @param minimumLength in UTF-16 code units: shorter ones may stand anywhere by
	 * chance
	 */
	Secret(int minimumLength) {
		this.minimumLength = minimumLength;
	}

	/**
	 * Keeps a secret, once, when it is long enough to be looked for, white space around
	 * it left out. One character again and again is no secret: other tests send it as the
	 * name of a member, which a refusal names.
	 */
	public void keep(String text) {
		String secret = text.strip();
		if (secret.length() >= this.minimumLength && secret.chars().distinct().count() > 1 && Archive.isOpen()
				&& this.kept.add(secret)) {
			Archive.add(file(), secret);
		}
	}

	/** All that were kept in the run before this one. */
	Set<String> read() {
		return Set.copyOf(Archive.read(file()));
	}

	private String file() {
		return "secret-" + name();
	}

}
