package io.zendeskbff.connection;

import java.time.Duration;
import java.util.stream.Stream;

import io.zendeskbff.connection.ConnectionException.Reason;
import io.zendeskbff.grant.GrantException;
import io.zendeskbff.grant.GrantFailures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class ConnectionExceptionTests {

	@ParameterizedTest
	@CsvSource({ "NOT_CONNECTED, false", "UNAVAILABLE, false", "TIMED_OUT, false", "REFUSED, true", "INVALID, false",
			"TOKENS_REFUSED, true", "NO_REFRESH_TOKEN, true", "READ_ONLY_SCOPE, false", "OTHER_ACCOUNT, true" })
	void connectionIsBrokenWhenWaitingDoesNotHelp(Reason reason, boolean broken) {
		assertThat(ConnectionException.of(reason).isBroken()).isEqualTo(broken);
		assertThat(ConnectionException.of(reason, new IllegalStateException("s3cret")).isBroken()).isEqualTo(broken);
		assertThat(ConnectionException.of(reason).again().isBroken()).isEqualTo(broken);
	}

	@ParameterizedTest
	@EnumSource
	void sentenceIsOneForOwnersWhenReasonIsAny(Reason reason) {
		ConnectionException failure = ConnectionException.of(reason, new IllegalStateException("s3cret"));
		assertThat(failure.reason()).isEqualTo(reason);
		assertThat(failure.sentence()).matches("[A-Z][^.]*\\.");
		assertThat(failure.accountKey()).isEmpty();
		assertThat(failure.isLost()).isFalse();
		assertThat(failure.getMessage()).isEqualTo("No Zendesk token: " + reason);
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, UNAVAILABLE", "TIMED_OUT, TIMED_OUT", "REFUSED, REFUSED", "INVALID, INVALID" })
	void reasonFollowsTokenCallWhenItFails(GrantException.Reason failed, Reason reason) {
		ConnectionException answered = ConnectionException.of(GrantFailures.answered(failed));
		assertThat(answered.reason()).isEqualTo(reason);
		assertThat(answered.sentence()).isEqualTo(ConnectionException.of(reason).sentence());
		assertThat(answered.isLost()).isFalse();
		ConnectionException lost = ConnectionException.of(GrantFailures.lost(failed));
		assertThat(lost.reason()).isEqualTo(reason);
		assertThat(lost.isLost()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "invalid_client, confidential", "invalid_grant, connect again", "invalid_scope, scopes",
			"unauthorized_client, OAuth client", "unsupported_grant_type, OAuth client",
			"invalid_request, OAuth client" })
	void adviceFollowsErrorWhenTokenEndpointRefuses(String error, String advice) {
		ConnectionException failure = ConnectionException.of(GrantFailures.refused(error));
		assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
		assertThat(failure.isBroken()).isTrue();
		assertThat(failure.isLost()).isFalse();
		assertThat(failure.sentence()).startsWith("Zendesk's token endpoint answers " + error + ": ")
			.contains(advice)
			.endsWith(".");
	}

	@Test
	void accountIsNamedWhenItIsAnother() {
		ConnectionException failure = ConnectionException.otherAccount("2EVhUzkY");
		assertThat(failure.reason()).isEqualTo(Reason.OTHER_ACCOUNT);
		assertThat(failure.accountKey()).contains("2EVhUzkY");
		assertThat(failure.sentence()).contains("2EVhUzkY").doesNotContain("%");
		assertThat(failure.again().accountKey()).contains("2EVhUzkY");
	}

	@Test
	void pauseIsTheLatestKnownWhenToldAgain() {
		ConnectionException failure = ConnectionException
			.of(GrantFailures.asking(GrantException.Reason.UNAVAILABLE, Duration.ofSeconds(30)));
		assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
		ConnectionException later = failure.again(Duration.ofSeconds(20));
		assertThat(later.retryAfter()).contains(Duration.ofSeconds(20));
		assertThat(later.again().retryAfter()).contains(Duration.ofSeconds(20));
		assertThat(ConnectionException.of(Reason.UNAVAILABLE).again().retryAfter()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void everythingIsTheSameWhenToldAgain(ConnectionException failure) {
		ConnectionException again = failure.again().again();
		assertThat(again).isNotSameAs(failure)
			.hasRootCause((failure.getCause() != null) ? failure.getCause() : failure);
		assertThat(again.reason()).isEqualTo(failure.reason());
		assertThat(again.sentence()).isEqualTo(failure.sentence());
		assertThat(again.accountKey()).isEqualTo(failure.accountKey());
		assertThat(again.isBroken()).isEqualTo(failure.isBroken());
		assertThat(again.isLost()).isEqualTo(failure.isLost());
		assertThat(again.getMessage()).isEqualTo(failure.getMessage());
		assertThat(again.retryAfter()).isEqualTo(failure.retryAfter());
	}

	static Stream<Arguments> failures() {
		return Stream.of(argumentSet("plain", ConnectionException.of(Reason.NOT_CONNECTED)),
				argumentSet("lost", ConnectionException.of(GrantFailures.lost(GrantException.Reason.UNAVAILABLE))),
				argumentSet("answered",
						ConnectionException.of(GrantFailures.answered(GrantException.Reason.UNAVAILABLE))),
				argumentSet("asking",
						ConnectionException
							.of(GrantFailures.asking(GrantException.Reason.UNAVAILABLE, Duration.ofSeconds(30)))),
				argumentSet("refused", ConnectionException.of(GrantFailures.refused("invalid_grant"))),
				argumentSet("other account", ConnectionException.otherAccount("2EVhUzkY")));
	}

}
