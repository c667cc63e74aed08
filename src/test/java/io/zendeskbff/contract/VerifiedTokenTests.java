package io.zendeskbff.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tokens that are not verified each time they come: none is good for longer by that.
 */
class VerifiedTokenTests {

	@Test
	void tokenIsRefusedWhenIssuerHasAnotherKey() {
		try (RunningBff bff = RunningBff.start()) {
			String old = bff.issuer().owner();
			assertThat(bff.get(RunningBff.ACCOUNT, old).statusCode()).isEqualTo(200);
			String next = bff.issuer().rotate();
			assertThat(bff.get(RunningBff.ACCOUNT, old).statusCode()).as("nobody has looked for keys").isEqualTo(200);
			assertThat(bff.get(RunningBff.ACCOUNT, next).statusCode()).isEqualTo(200);
			long before = bff.accountCalls();
			assertThat(bff.get(RunningBff.ACCOUNT, old).statusCode()).isEqualTo(401);
			assertThat(bff.accountCalls()).isEqualTo(before);
		}
	}

	@Test
	void roleIsTheTokensOwnWhenTokensComeInTurn() {
		try (RunningBff bff = RunningBff.startCaching()) {
			String owner = bff.issuer().owner();
			String admin = bff.issuer().admin();
			String nobody = bff.issuer().withRoles("agent");
			for (int i = 0; i < 3; i++) {
				assertThat(bff.get(RunningBff.ACCOUNT, owner).body()).contains("\"billing\"");
				assertThat(bff.get(RunningBff.ACCOUNT, admin).body()).contains("account_key").doesNotContain("billing");
				assertThat(bff.get(RunningBff.ACCOUNT, nobody).statusCode()).isEqualTo(403);
				assertThat(bff.get(RunningBff.ACCOUNT, owner + "x").statusCode()).isEqualTo(401);
			}
			assertThat(bff.accountCalls()).isEqualTo(1);
		}
	}

	@Test
	void tokenIsRefusedWhenItsLeewayEnds() {
		try (RunningBff bff = RunningBff.start()) {
			String expired = bff.issuer()
				.with((claims) -> claims.expirationTime(Date.from(Instant.now().minusSeconds(59))));
			assertThat(bff.get(RunningBff.ACCOUNT, expired).statusCode()).isEqualTo(200);
			await().atMost(Duration.ofSeconds(30))
				.until(() -> bff.get(RunningBff.ACCOUNT, expired).statusCode() == 401);
		}
	}

}
