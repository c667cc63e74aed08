package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;

import com.nimbusds.jwt.JWTClaimsSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Identity providers whose clock is not ours: row C1 of the faults, with a leeway of a
 * minute.
 */
@ExtendWith(BffExtension.class)
class ClockTests {

	@ParameterizedTest
	@CsvSource({ "exp, -45, 200", "exp, -65, 401", "nbf, 55, 200", "nbf, 75, 401" })
	void tokenIsTakenWhenClocksAreAMinuteApartAtMost(String claim, int seconds, int status, RunningBff bff) {
		String token = bff.issuer().with((claims) -> set(claims, claim, Instant.now().plusSeconds(seconds)));
		HttpResponse<String> response = bff.get(RunningBff.ACCOUNT, token);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(bff.accountCalls()).isEqualTo((status == 200) ? 1 : 0);
	}

	private static void set(JWTClaimsSet.Builder claims, String claim, Instant time) {
		claims.claim(claim, Date.from(time));
	}

}
