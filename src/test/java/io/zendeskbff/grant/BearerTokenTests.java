package io.zendeskbff.grant;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BearerTokenTests {

	private static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

	@ParameterizedTest
	@CsvSource({ "-1, true", "0, false", "1, false" })
	void tokenIsUsableWhenItsEndIsAhead(long secondsAfterEnd, boolean usable) {
		assertThat(token(END).isUsableAt(END.plusSeconds(secondsAfterEnd))).isEqualTo(usable);
	}

	@Test
	void tokenIsUsableWhenNobodyKnowsItsEnd() {
		assertThat(new BearerToken("s3cret", null, Set.of()).isUsableAt(Instant.MAX)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "write, true", "read, false", "WRITE, false", "writer, false" })
	void tokenMayWriteWhenItsScopeSaysSo(String scope, boolean mayWrite) {
		assertThat(new BearerToken("s3cret", null, Set.of(scope)).mayWrite()).isEqualTo(mayWrite);
	}

	@Test
	void scopesStayAsTheyWereWhenTheirSourceChanges() {
		Set<String> source = new HashSet<>(Set.of("read"));
		BearerToken token = new BearerToken("s3cret", null, source);
		source.add("write");
		assertThat(token.mayWrite()).isFalse();
	}

	@Test
	void secretIsNotToldWhenPrinted() {
		RefreshToken refreshToken = new RefreshToken("s3cret");
		assertThat(new Grant(token(END), refreshToken).toString()).doesNotContain("s3cret")
			.contains("2026-01-01T00:00:00Z", "read");
		assertThat(refreshToken.toString()).doesNotContain("s3cret");
	}

	private static BearerToken token(Instant end) {
		return new BearerToken("s3cret", end, Set.of("read"));
	}

}
