package io.zendeskbff.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The issuer of the portal servers' tokens: one RSA key of 2,048 bits, and JWTs signed
 * with it (RFC 9068) that live for two hours.
 */
final class Issuer {

	static final String AUDIENCE = "zendesk-account-bff";

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private static final Duration LIFE = Duration.ofHours(2);

	private final KeyPair keys;

	private final String origin;

	Issuer(String origin) {
		this.origin = origin;
		this.keys = newKeys();
	}

	private static KeyPair newKeys() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has RSA", ex);
		}
	}

	List<String> tokens(View view, int count) {
		return IntStream.range(0, count).mapToObj((number) -> token(view, number)).toList();
	}

	String token(View view, int number) {
		long now = Instant.now().getEpochSecond();
		String header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"bench\"}";
		String claims = """
				{"iss":"%s","aud":"%s","sub":"portal-%s-%d","iat":%d,"exp":%d,"roles":["%s"]}""".formatted(this.origin,
				AUDIENCE, view.word(), number, now, now + LIFE.toSeconds(), view.role());
		String signed = base64(header) + '.' + base64(claims);
		return signed + '.' + BASE64.encodeToString(signature(signed));
	}

	private byte[] signature(String signed) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.keys.getPrivate());
			signature.update(signed.getBytes(StandardCharsets.US_ASCII));
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("An RSA key signs with RS256", ex);
		}
	}

	String metadata() {
		return """
				{"issuer":"%1$s","jwks_uri":"%1$s/jwks","authorization_endpoint":"%1$s/authorize",\
				"token_endpoint":"%1$s/token","response_types_supported":["code"],\
				"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}"""
			.formatted(this.origin);
	}

	String keySet() {
		RSAPublicKey key = (RSAPublicKey) this.keys.getPublic();
		return """
				{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"bench","n":"%s","e":"%s"}]}""".formatted(
				BASE64.encodeToString(unsigned(key.getModulus().toByteArray())),
				BASE64.encodeToString(unsigned(key.getPublicExponent().toByteArray())));
	}

	/** The public key as OpenSSL reads it. */
	String pem() {
		Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] { '\n' });
		return "-----BEGIN PUBLIC KEY-----\n" + lines.encodeToString(this.keys.getPublic().getEncoded())
				+ "\n-----END PUBLIC KEY-----\n";
	}

	private static byte[] unsigned(byte[] number) {
		return (number[0] == 0) ? Arrays.copyOfRange(number, 1, number.length) : number;
	}

	private static String base64(String text) {
		return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
	}

}
