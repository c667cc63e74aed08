package io.zendeskbff.portal;

import io.zendeskbff.store.TestKeys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SubjectHashTests {

	private static final Caller ANN = new Caller("https://idp.example", "ann", Role.OWNER);

	@Test
	void hashIsTheSameOverReplicasWhenTheyHaveTheSameFirstKey() {
		assertThat(new SubjectHash(TestKeys.hash(1)).of(ANN)).matches("[0-9a-f]{16}")
			.isEqualTo(new SubjectHash(TestKeys.hash(1, 2)).of(ANN))
			.isNotEqualTo(new SubjectHash(TestKeys.hash(2)).of(ANN));
	}

	@Test
	void hashIsTheProcessesOwnWhenNoKeyIsConfigured() {
		assertThat(new SubjectHash(TestKeys.hash()).of(ANN)).isNotEqualTo(new SubjectHash(TestKeys.hash()).of(ANN));
	}

	@Test
	void hashIsAnotherWhenIssuerOrSubjectIs() {
		SubjectHash hash = new SubjectHash(TestKeys.hash(1));
		assertThat(hash.of(ANN)).isNotEqualTo(hash.of(new Caller("https://idp.example", "bob", Role.OWNER)))
			.isNotEqualTo(hash.of(new Caller("https://other.example", "ann", Role.OWNER)))
			.isEqualTo(hash.of(new Caller("https://idp.example", "ann", Role.ADMIN)));
	}

}
