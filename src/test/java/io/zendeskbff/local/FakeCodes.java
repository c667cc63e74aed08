package io.zendeskbff.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The authorization codes that the fake Zendesk has given out and nobody has tried yet.
 */
final class FakeCodes {

	private final Map<String, FakeCode> codes = new HashMap<>();

	/**
	 * Gives a code out.
	 * @return the text that stands for it
	 */
	synchronized String issue(FakeCode code) {
		String text = RandomText.next();
		this.codes.put(text, code);
		return text;
	}

	/**
	 * A code is gone when it was tried once, with the right redirect URI and verifier or
	 * not.
	 */
	synchronized Optional<FakeCode> redeem(String text, String redirectUri, String verifier) {
		return Optional.ofNullable(this.codes.remove(text)).filter((code) -> code.isRedeemedBy(redirectUri, verifier));
	}

	synchronized void forget() {
		this.codes.clear();
	}

}
