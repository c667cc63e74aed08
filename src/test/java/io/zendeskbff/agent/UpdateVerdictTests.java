package io.zendeskbff.agent;

import io.zendeskbff.connection.ConnectionChanged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UpdateVerdictTests {

	private final UpdateVerdict verdict = new UpdateVerdict();

	@Test
	void updatesAreNotInVainWhenNobodyTried() {
		assertThat(this.verdict.isForbidden()).isFalse();
	}

	@Test
	void updatesAreInVainWhenOneWasForbidden() {
		this.verdict.forbid();
		assertThat(this.verdict.isForbidden()).isTrue();
	}

	@Test
	void updatesAreNotInVainWhenOneWasCarriedOut() {
		this.verdict.forbid();
		this.verdict.allow();
		assertThat(this.verdict.isForbidden()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void verdictIsForgottenWhenConnectionChanges(boolean connected) {
		this.verdict.forbid();
		this.verdict.onChange(new ConnectionChanged(connected));
		assertThat(this.verdict.isForbidden()).isFalse();
	}

}
