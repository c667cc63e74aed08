package io.zendeskbff.store;

import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObject;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;

/**
 * Seals what leaves this process and comes back: JWE in compact serialization, RFC 7516,
 * with AES-256-GCM directly under one of our keys, RFC 7518 sections 4.5 and 5.3. The
 * protected header names the place where the text is kept and is authenticated as
 * associated data, RFC 7516 section 5.1: moved elsewhere, a text does not open.
 *
 * <p>
 * A key is good for 2^32 texts, NIST SP 800-38D section 8.3: at ten a second, 13 years.
 */
public final class Sealer {

	private static final String PLACE = "place";

	/** No encrypted key, an IV of 96 bits, a tag of 128. */
	private static final Pattern FORM = Pattern.compile("[\\w-]+\\.\\.[\\w-]{16}\\.[\\w-]*\\.[\\w-]{22}");

	private final SealingKeys keys;

	Sealer(SealingKeys keys) {
		this.keys = keys;
	}

	/**
	 * Seals under the first key.
	 * @param place where the text will be kept, such as the name of an entry; it can be
	 * read in the text
	 * @param plain what nobody else may read or change
	 * @return the sealed text in ASCII, another one each time
	 */
	public String seal(String place, byte[] plain) {
		JWEObject jwe = new JWEObject(header(this.keys.first(), place), new Payload(plain));
		try {
			jwe.encrypt(new DirectEncrypter(this.keys.first().encryption()));
			return jwe.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("Every Java platform has AES-GCM", ex);
		}
	}

	/**
	 * Opens what was sealed under any of the keys.
	 * @param place where the text was found
	 * @param sealed the text, or whatever somebody put in its place
	 * @return what was sealed for this place; empty for everything else
	 */
	public Optional<byte[]> open(String place, String sealed) {
		try {
			Optional<SealingKey> key = key(place, sealed);
			return key.isPresent() ? Optional.of(decrypted(key.get(), sealed)) : Optional.empty();
		}
		catch (ParseException | JOSEException _) {
			// Why it does not open is of use only to whoever tampered with it.
			return Optional.empty();
		}
	}

	/**
	 * The key under which exactly this header would be written: no other algorithm,
	 * compression, critical or further parameter gets as far as decryption.
	 */
	private Optional<SealingKey> key(String place, String sealed) throws ParseException {
		if (!FORM.matcher(sealed).matches()) {
			return Optional.empty();
		}
		Base64URL[] parts = JOSEObject.split(sealed);
		Map<String, Object> header = JSONObjectUtils.parse(parts[0].decodeToString());
		return this.keys.all()
			.stream()
			.filter((key) -> header(key, place).toJSONObject().equals(header) && areCanonical(parts))
			.findFirst();
	}

	/** The last letter of a part has bits that decoders ignore. */
	private static boolean areCanonical(Base64URL[] parts) {
		return Arrays.stream(parts).allMatch((part) -> Base64URL.encode(part.decode()).equals(part));
	}

	private static byte[] decrypted(SealingKey key, String sealed) throws ParseException, JOSEException {
		JWEObject jwe = JWEObject.parse(sealed);
		jwe.decrypt(new DirectDecrypter(key.encryption()));
		return jwe.getPayload().toBytes();
	}

	private static JWEHeader header(SealingKey key, String place) {
		return new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM).keyID(key.id())
			.customParam(PLACE, place)
			.build();
	}

}
