package io.zendeskbff.store;

import com.nimbusds.jose.util.Base64URL;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.CharRange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is sealed comes back in its place; whatever else is opened gives nothing.
 */
class SealerPropertiesTests {

	private final Sealer sealer = TestKeys.sealer(1, 2);

	@Property
	void plainTextComesBackWhenOpenedInItsPlace(@ForAll("places") String place, @ForAll byte[] plain) {
		assertThat(this.sealer.open(place, this.sealer.seal(place, plain)))
			.hasValueSatisfying((opened) -> assertThat(opened).isEqualTo(plain));
	}

	@Property
	void nothingOpensWhenTextWasMoved(@ForAll("places") String place, @ForAll("places") String elsewhere) {
		Assume.that(!place.equals(elsewhere));
		assertThat(this.sealer.open(elsewhere, this.sealer.seal(place, new byte[8]))).isEmpty();
	}

	@Property
	void nothingOpensWhenAnyOneCharacterIsChanged(@ForAll byte[] plain, @ForAll("letters") char letter) {
		String sealed = this.sealer.seal("place", plain);
		for (int at = 0; at < sealed.length(); at++) {
			if (sealed.charAt(at) != letter) {
				String changed = sealed.substring(0, at) + letter + sealed.substring(at + 1);
				assertThat(this.sealer.open("place", changed)).as("%s", changed).isEmpty();
			}
		}
	}

	@Property
	void nothingOpensWhenAnyTextIsGiven(@ForAll String text) {
		assertThat(this.sealer.open("place", text)).isEmpty();
	}

	@Property
	void nothingOpensWhenTextHasOurForm(@ForAll String header, @ForAll @CharRange(from = 'A', to = 'Z') String body) {
		assertThat(this.sealer.open("place",
				Base64URL.encode(header) + "." + ".AAAAAAAAAAAAAAAA." + body + "." + "A".repeat(22)))
			.isEmpty();
	}

	/** Well-formed text; a lone surrogate has no UTF-8. */
	@Provide
	static Arbitrary<String> places() {
		return Arbitraries.strings().withCharRange('\0', '\uD7FF').ofMaxLength(40);
	}

	/** Mostly such as could stand there. */
	@Provide
	static Arbitrary<Character> letters() {
		return Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.chars().alpha().numeric().with('-', '_', '.')),
				Tuple.of(1, Arbitraries.chars()));
	}

}
