package io.zendeskbff.store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyedHashTests {

	/** HKDF-SHA-256 and HMAC-SHA-256 as Python's hmac module computes them. */
	@ParameterizedTest
	@CsvSource({ "1, caller, ann, 714553a2694e9486da09ed670dd1df1ff79cdf49dc1b1c04e13bee68dffc4b9f",
			"2, caller, Zoë, 3c8bdf04279ab67f946e30e37f2577812c646e0a3cad29e7bf7c9028355cd1ae",
			"1, session, '', 0d77ffb7ba37ced8fd12146ac8ad13251af928e88bf503c76a6281c740c210e5" })
	void hashIsThatOfTheRfcsWhenComputedElsewhere(int key, String use, String name, String hash) {
		assertThat(TestKeys.hash(key).of(use, name)).isEqualTo(hash);
	}

	@Test
	void hashStaysWhenOnlyOlderKeysChange() {
		assertThat(TestKeys.hash(1, 2).of("caller", "ann")).isEqualTo(TestKeys.hash(1, 3).of("caller", "ann"))
			.isEqualTo(TestKeys.hash(1).of("caller", "ann"));
	}

	@Test
	void hashIsAnotherWhenKeyUseOrNameIs() {
		assertThat(TestKeys.hash(1).of("caller", "ann")).isNotEqualTo(TestKeys.hash(2).of("caller", "ann"))
			.isNotEqualTo(TestKeys.hash(1).of("caller", "bob"))
			.isNotEqualTo(TestKeys.hash(1).of("session", "ann"))
			.isNotEqualTo(TestKeys.hash(1).of("calle", "rann"));
	}

	@Test
	void nameIsFoundUnderEachKeyWhenThereAreSeveral() {
		assertThat(TestKeys.hash(1, 2).ofEach("caller", "ann")).containsExactly(TestKeys.hash(1).of("caller", "ann"),
				TestKeys.hash(2).of("caller", "ann"));
	}

	@Test
	void hashIsThatOfTheProcessWhenNoKeyIsConfigured() {
		KeyedHash drawn = TestKeys.hash();
		assertThat(drawn.of("caller", "ann")).isEqualTo(drawn.of("caller", "ann"))
			.isNotEqualTo(TestKeys.hash().of("caller", "ann"));
	}

}
