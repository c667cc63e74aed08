package io.zendeskbff.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SealerTests {

	private static final String PLACE = "connection:token";

	private static final String SECRET = "s3cret-token";

	/** Sealed under key 1 by Python, from the RFCs alone. */
	private static final String ELSEWHERE = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiMjc1YjBlMDQ4MjY5NTM1ZSIsInBsYWNlIjoiY29ubmVjdGlvbjp0b2tlbiJ9"
			+ "..IJRaztIZaOnNICtB.n-qZcrGz3cMiVaHU.hTW3Y9i6XaoO8DB1togY9A";

	private final Sealer sealer = TestKeys.sealer(1);

	@Test
	void plainTextComesBackWhenOpenedInItsPlace() {
		assertOpens(this.sealer, this.sealer.seal(PLACE, plain()));
	}

	@Test
	void onlyKeyIdAndPlaceAreReadableWhenSealed() throws Exception {
		String sealed = this.sealer.seal(PLACE, plain());
		assertThat(JWEObject.parse(sealed).getHeader().toJSONObject())
			.isEqualTo(Map.of("alg", "dir", "enc", "A256GCM", "kid", TestKeys.key(1).id(), "place", PLACE));
		assertThat(Base64URL.from(sealed.split("\\.", -1)[3]).decode()).hasSameSizeAs(plain()).isNotEqualTo(plain());
	}

	@Test
	void textsDifferWhenTheSameIsSealedTwice() {
		assertThat(this.sealer.seal(PLACE, plain())).isNotEqualTo(this.sealer.seal(PLACE, plain()));
	}

	@Test
	void textOpensWhenItWasSealedByOtherSoftware() {
		assertOpens(this.sealer, ELSEWHERE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "connection", "connection:token2", "Connection:token", "connection:token ",
			"connection:token\0" })
	void nothingOpensWhenTextWasMovedFromAnotherPlace(String elsewhere) {
		assertThat(this.sealer.open(elsewhere, this.sealer.seal(PLACE, plain()))).isEmpty();
	}

	@Test
	void textsOpenOnBothSidesWhenAKeyIsAddedLastAndThenMovedToTheFront() {
		Sealer added = TestKeys.sealer(1, 2);
		Sealer moved = TestKeys.sealer(2, 1);
		assertOpens(added, this.sealer.seal(PLACE, plain()));
		assertOpens(this.sealer, added.seal(PLACE, plain()));
		assertOpens(moved, added.seal(PLACE, plain()));
		assertOpens(added, moved.seal(PLACE, plain()));
	}

	@Test
	void nothingOpensWhenItsKeyWasTakenFromTheList() {
		assertThat(TestKeys.sealer(2, 3).open(PLACE, this.sealer.seal(PLACE, plain()))).isEmpty();
		assertThat(this.sealer.open(PLACE, TestKeys.sealer(2, 1).seal(PLACE, plain()))).isEmpty();
	}

	@Test
	void onlyTheProcessItselfOpensItsTextsWhenNoKeyIsConfigured() {
		Sealer drawn = TestKeys.sealer();
		assertOpens(drawn, drawn.seal(PLACE, plain()));
		assertThat(TestKeys.sealer().open(PLACE, drawn.seal(PLACE, plain()))).isEmpty();
	}

	/** The positive side of the table below. */
	@ParameterizedTest
	@ValueSource(strings = { "{'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token'}",
			"{ 'place' : 'connection:token', 'kid' : 'KID', 'enc' : 'A256GCM', 'alg' : 'dir' }" })
	void textOpensWhenHeaderSaysExactlyWhatOursDoes(String header) throws GeneralSecurityException {
		assertOpens(this.sealer, HandmadeJwe.of(TestKeys.key(1), ours(header), plain()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					other algorithm       | {'alg':'A256KW','enc':'A256GCM','kid':'KID','place':'connection:token'}
					no encryption         | {'alg':'none','enc':'A256GCM','kid':'KID','place':'connection:token'}
					signature             | {'alg':'HS256','enc':'A256GCM','kid':'KID','place':'connection:token'}
					algorithm missing     | {'enc':'A256GCM','kid':'KID','place':'connection:token'}
					algorithm no text     | {'alg':1,'enc':'A256GCM','kid':'KID','place':'connection:token'}
					algorithm twice       | {'alg':'dir','alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token'}
					other encryption      | {'alg':'dir','enc':'A256CBC-HS512','kid':'KID','place':'connection:token'}
					encryption missing    | {'alg':'dir','kid':'KID','place':'connection:token'}
					key id unknown        | {'alg':'dir','enc':'A256GCM','kid':'0123456789abcdef','place':'connection:token'}
					key id missing        | {'alg':'dir','enc':'A256GCM','place':'connection:token'}
					other place           | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:state'}
					place missing         | {'alg':'dir','enc':'A256GCM','kid':'KID'}
					place no text         | {'alg':'dir','enc':'A256GCM','kid':'KID','place':['connection:token']}
					critical parameter    | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token','crit':['place']}
					nothing critical      | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token','crit':[]}
					unknown compression   | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token','zip':'LZ4'}
					type                  | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token','typ':'JWT'}
					further parameter     | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token','x':1}
					ill-formed parameter  | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token','epk':{}}
					more behind it        | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token'} {}
					half of it            | {'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token'
					no members            | {}
					list                  | ['dir','A256GCM','KID','connection:token']
					null                  | null
					word                  | dir
					nothing               | ``
					""")
	void nothingOpensWhenHeaderSaysAnythingElse(String what, String header) throws GeneralSecurityException {
		assertThat(this.sealer.open(PLACE, HandmadeJwe.of(TestKeys.key(1), ours(header), plain()))).as(what).isEmpty();
	}

	@Test
	void nothingOpensWhenHeaderIsTooDeepOrTooLong() throws GeneralSecurityException {
		for (String header : List.of("{\"a\":".repeat(50_000), "{\"a\":[" + "1,".repeat(50_000) + "1]}")) {
			assertThat(this.sealer.open(PLACE, HandmadeJwe.of(TestKeys.key(1), header, plain()))).isEmpty();
		}
	}

	@Test
	void nothingOpensWhenAnotherKeyHidesBehindOurKeysId() throws GeneralSecurityException {
		String header = ours("{'alg':'dir','enc':'A256GCM','kid':'KID','place':'connection:token'}");
		assertThat(this.sealer.open(PLACE, HandmadeJwe.of(TestKeys.key(2), header, plain()))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	void nothingOpensWhenItWasSealedInAnotherWayUnderOurKey(JWEHeader.Builder header, JWEEncrypter encrypter)
			throws JOSEException {
		JWEObject jwe = new JWEObject(header.keyID(TestKeys.key(1).id()).customParam("place", PLACE).build(),
				new Payload(plain()));
		jwe.encrypt(encrypter);
		assertThat(this.sealer.open(PLACE, jwe.serialize())).isEmpty();
	}

	static Stream<Arguments> nothingOpensWhenItWasSealedInAnotherWayUnderOurKey() throws JOSEException {
		JWEEncrypter direct = new DirectEncrypter(TestKeys.key(1).encryption());
		JWEEncrypter wrapping = new AESEncrypter(TestKeys.key(1).encryption());
		return Stream.of(Arguments.of(new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A128CBC_HS256), direct),
				Arguments.of(new JWEHeader.Builder(JWEAlgorithm.DIR, EncryptionMethod.A256GCM)
					.compressionAlgorithm(CompressionAlgorithm.DEF), direct),
				Arguments.of(new JWEHeader.Builder(JWEAlgorithm.A256KW, EncryptionMethod.A256GCM), wrapping),
				Arguments.of(new JWEHeader.Builder(JWEAlgorithm.A256GCMKW, EncryptionMethod.A256GCM), wrapping));
	}

	/** Parts: 0 header, 1 encrypted key, 2 IV, 3 ciphertext, 4 tag. */
	@ParameterizedTest
	@CsvSource({ "0, ^e, f", "0, ^, e", "0, $, A", "0, .+, ''", "1, ^, AAAA", "2, ^.., __", "2, .$, ''", "2, $, AAAA",
			"2, .+, ''", "3, ^.., __", "3, ....$, ''", "3, $, AAAA", "3, .+, ''", "4, ^.., __", "4, .{6}$, ''",
			"4, $, AA", "4, .+, ''", "4, A$, B", "4, $, ==", "4, $, ' '", "4, $, '\n'", "0, ^, ' '", "3, ^, +",
			"3, ^, '\0'" })
	void nothingOpensWhenAPartWasTamperedWith(int part, String found, String replacement) {
		String[] parts = ELSEWHERE.split("\\.", -1);
		parts[part] = parts[part].replaceFirst(found, replacement);
		assertThat(String.join(".", parts)).isNotEqualTo(ELSEWHERE);
		assertThat(this.sealer.open(PLACE, String.join(".", parts))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ".", "..", "....", ".....", "null", "\0", "a.b.c", "a.b.c.d.e", "{}",
			"eyJhbGciOiJub25lIn0..", "\uD83D\uDD12", "\uD800" })
	void nothingOpensWhenTextIsSomethingElse(String text) {
		assertThat(this.sealer.open(PLACE, text)).isEmpty();
	}

	@Test
	void nothingOpensWhenPartsAreCutInOtherPlaces() {
		String[] parts = ELSEWHERE.split("\\.", -1);
		int cut = parts[3].length() - 4;
		String moved = String.join(".", parts[0], parts[1], parts[2], parts[3].substring(0, cut),
				parts[3].substring(cut) + parts[4]);
		assertThat(this.sealer.open(PLACE, moved)).isEmpty();
		assertThat(this.sealer.open(PLACE, ELSEWHERE + "." + parts[4])).isEmpty();
		assertThat(this.sealer.open(PLACE, ELSEWHERE.substring(0, ELSEWHERE.lastIndexOf('.')))).isEmpty();
	}

	private static void assertOpens(Sealer sealer, String sealed) {
		assertThat(sealer.open(PLACE, sealed)).hasValueSatisfying((opened) -> assertThat(opened).isEqualTo(plain()));
	}

	private static byte[] plain() {
		return SECRET.getBytes(StandardCharsets.US_ASCII);
	}

	private static String ours(String header) {
		return header.replace('\'', '"').replace("KID", TestKeys.key(1).id());
	}

}
