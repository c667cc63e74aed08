package io.zendeskbff.leak;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That whoever looks for secrets finds those that are there.
 */
class SecretSearchTests {

	private static final SecretSearch SEARCH = new SecretSearch(
			Set.of("s3cret-token", "s3cret-t0ken", "s3cret-token-2", "Zürich-8001"));

	@ParameterizedTest
	@CsvSource(nullValues = "-", textBlock = """
			s3cret-token,                       s3cret-token
			at the end: s3cret-token,           s3cret-token
			s3cret-token at the start,          s3cret-token
			Zürich-8001 and s3cret-t0ken,       'Zürich-8001,s3cret-t0ken'
			a longer one: s3cret-token-2,       's3cret-token,s3cret-token-2'
			s3cret-s3cret-token,                s3cret-token
			s3cret-toke,                        -
			S3CRET-TOKEN,                       -
			s3cret,                             -
			'',                                 -
			""")
	void secretsAreFoundWhenTheyStandInTexts(String text, String found) {
		assertThat(SEARCH.in(text)).containsExactlyInAnyOrder((found != null) ? found.split(",", -1) : new String[0]);
	}

}
