package io.zendeskbff.contract;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;

/**
 * Tokens whose claims are right and whose signature is not the identity provider's.
 */
final class Forgeries {

	private Forgeries() {
	}

	/** What was done, and how. */
	static Stream<Object[]> all() {
		return Stream.of(of("a stranger's key under the same id", (token) -> signed(token, stranger("login-key"))),
				of("a stranger's key under another id", (token) -> signed(token, stranger("another-key"))),
				of("the client's secret", Forgeries::signedBySecret),
				of("an algorithm that is not taken",
						(token) -> signedBy(token, JWSAlgorithm.RS384, stranger("login-key"))),
				of("a changed signature", Forgeries::changed));
	}

	private static Object[] of(String what, UnaryOperator<SignedJWT> change) {
		return new Object[] { what, change };
	}

	private static SignedJWT signed(SignedJWT token, RSAKey key) {
		return signedBy(token, JWSAlgorithm.RS256, key);
	}

	private static SignedJWT signedBy(SignedJWT token, JWSAlgorithm algorithm, RSAKey key) {
		return sign(token,
				new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(token.getHeader().getType()).build(),
				signer(key));
	}

	private static SignedJWT signedBySecret(SignedJWT token) {
		try {
			byte[] secret = (LoginProvider.CLIENT_SECRET + LoginProvider.CLIENT_SECRET + "-long-enough")
				.getBytes(StandardCharsets.US_ASCII);
			return sign(token, new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("login-key").build(),
					new MACSigner(secret));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SignedJWT changed(SignedJWT token) {
		String text = token.serialize();
		int middle = text.lastIndexOf('.') + 20;
		char other = (text.charAt(middle) == 'A') ? 'B' : 'A';
		try {
			return SignedJWT.parse(text.substring(0, middle) + other + text.substring(middle + 1));
		}
		catch (ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SignedJWT sign(SignedJWT token, JWSHeader header, JWSSigner signer) {
		try {
			SignedJWT forged = new SignedJWT(header, token.getJWTClaimsSet());
			forged.sign(signer);
			return forged;
		}
		catch (JOSEException | ParseException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static JWSSigner signer(RSAKey key) {
		try {
			return new RSASSASigner(key);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RSAKey stranger(String id) {
		try {
			return new RSAKeyGenerator(2048).keyID(id).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
