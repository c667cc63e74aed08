package io.zendeskbff.agent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.zendeskbff.agent.BillingAccess.Writable;
import io.zendeskbff.connection.Standing;
import io.zendeskbff.connection.Standing.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class BillingAccessTests {

	private static final Agent OWNER = new Agent(5_000_000_204L, Agent.Role.OWNER, true);

	@ParameterizedTest
	@MethodSource("cases")
	void accessFollowsFromWhatIsKnownWhenSomebodyAsks(Standing standing, @Nullable Agent agent, boolean isForbidden,
			Writable writable, String reason) {
		BillingAccess access = BillingAccess.of(standing, Optional.ofNullable(agent), isForbidden);
		assertThat(access.writable()).isEqualTo(writable);
		assertThat(String.valueOf(access.reason())).contains(reason);
	}

	static Stream<Arguments> cases() {
		return Stream.of(argumentSet("owner", connected(true), OWNER, false, Writable.YES, "null"),
				argumentSet("administrator", connected(true), new Agent(1, Agent.Role.ADMINISTRATOR, true), false,
						Writable.NO, "not the account's owner"),
				argumentSet("agent", connected(true), new Agent(1, Agent.Role.AGENT, true), false, Writable.NO,
						"not the account's owner"),
				argumentSet("disabled", connected(true), new Agent(1, Agent.Role.OWNER, false), false, Writable.NO,
						"disabled"),
				argumentSet("role unknown", connected(true), new Agent(1, null, true), false, Writable.UNKNOWN,
						"does not say"),
				argumentSet("not asked yet", connected(true), null, false, Writable.UNKNOWN, "not said yet"),
				argumentSet("forbidden lately", connected(true), OWNER, true, Writable.NO, "Zendesk Support"),
				argumentSet("no write scope", connected(false), OWNER, false, Writable.NO, "scope write"),
				argumentSet("broken", standing(Status.BROKEN, null), OWNER, false, Writable.NO, "trouble"),
				argumentSet("connecting", standing(Status.CONNECTING, null), null, false, Writable.UNKNOWN,
						"being connected"),
				argumentSet("not connected", standing(Status.NOT_CONNECTED, null), OWNER, false, Writable.NO,
						"not connected"));
	}

	private static Standing connected(boolean mayWrite) {
		return standing(Status.CONNECTED, new Standing.Token(Set.of("read"), null, mayWrite));
	}

	private static Standing standing(Status status, Standing.@Nullable Token token) {
		return new Standing(status, UUID.randomUUID(), token, Instant.EPOCH,
				(status == Status.BROKEN) ? "trouble" : null, null);
	}

}
