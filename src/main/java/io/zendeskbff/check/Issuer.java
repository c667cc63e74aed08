package io.zendeskbff.check;

import java.util.List;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.zendeskbff.upstream.TransportException.Fault;

/**
 * The issuer of the portal servers' tokens: its metadata, and its keys.
 */
final class Issuer {

	private static final String SUBJECT = "keys";

	private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

	private final JWKSource<SecurityContext> keys;

	private final String name;

	Issuer(JWKSource<SecurityContext> keys, String name) {
		this.keys = keys;
		this.name = name;
	}

	Finding check() {
		try {
			List<JWK> found = this.keys.get(ANY, null);
			return found.isEmpty()
					? Finding.failed(SUBJECT, this.name + " publishes no key.",
							"Nobody would be let in: look at its JWK set.")
					: Finding.ok(SUBJECT, "%s publishes %d.".formatted(this.name, found.size()));
		}
		catch (KeySourceException ex) {
			return Finding.failed(SUBJECT, "The metadata or the keys of " + this.name + " cannot be read.", remedy(ex));
		}
	}

	/** The keys may be on another host than the issuer. */
	private static String remedy(KeySourceException failure) {
		return switch (Fault.of(failure, false)) {
			case UNTRUSTED -> "Their host shows a certificate that is not trusted: see bff.http.ssl-bundle.";
			case UNREACHABLE, TIMED_OUT, BROKEN ->
				"Their host cannot be reached: look at the jwks_uri in the metadata, firewalls and HTTPS_PROXY.";
			case THROTTLED, OVERLOADED, CUT, INVALID ->
				"The issuer must be spelt exactly as its own metadata has it; without metadata, set jwk-set-uri.";
		};
	}

}
