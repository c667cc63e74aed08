package io.zendeskbff.account;

import java.time.Duration;

import io.zendeskbff.account.CacheStatus.Way;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The header of RFC 9211, word for word.
 */
class CacheStatusTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none", textBlock = """
			HIT    | false | PT29.9S | false | hit; ttl=29
			HIT    | false | PT0S    | false | hit; ttl=0
			MISS   | true  | PT30S   | false | fwd=miss; collapsed; ttl=30
			STALE  | false | PT-1S   | true  | fwd=stale; ttl=-1; detail=stale-if-error
			BYPASS | true  | none    | true  | fwd=bypass; collapsed; detail=stale-if-error
			""")
	void headerTellsWhereTheAnswerComesFromWhenSent(Way way, boolean collapsed, @Nullable Duration ttl, boolean standIn,
			String header) {
		assertThat(new CacheStatus(way, collapsed, ttl, standIn).header()).isEqualTo("zendesk-account-bff; " + header);
	}

	@Test
	void copyIsNewAndPastTheCacheWhenReadForOneCaller() {
		Account account = Account.parse("{\"account_key\":\"k\"}".getBytes(UTF_8));
		assertThat(AccountCopy.readFor(account))
			.isEqualTo(new AccountCopy(account, Duration.ZERO, new CacheStatus(Way.BYPASS, false, null, false)));
		assertThat(AccountCopy.readFor(account).cacheStatus().header()).isEqualTo("zendesk-account-bff; fwd=bypass");
	}

}
