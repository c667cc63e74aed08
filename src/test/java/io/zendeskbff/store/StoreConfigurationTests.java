package io.zendeskbff.store;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class StoreConfigurationTests {

	private final ApplicationContextRunner replica = new ApplicationContextRunner()
		.withUserConfiguration(StoreConfiguration.class);

	@Test
	void replicasOpenAndNameAlikeWhenTheyHaveTheSameKeys() {
		ApplicationContextRunner alike = this.replica
			.withPropertyValues("bff.token-encryption-keys=" + TestKeys.encoded(1));
		alike.run((one) -> alike.run((other) -> {
			assertThat(other.getBean(Sealer.class).open("x", one.getBean(Sealer.class).seal("x", new byte[1])))
				.isPresent();
			assertThat(other.getBean(KeyedHash.class).of("x", "y"))
				.isEqualTo(one.getBean(KeyedHash.class).of("x", "y"));
			assertThat(one.getBean(SealingKeys.class).areConfigured()).isTrue();
		}));
	}

	@Test
	void replicaIsOnItsOwnWhenNoKeyIsConfigured() {
		this.replica.run((one) -> this.replica.run((other) -> {
			assertThat(other.getBean(Sealer.class).open("x", one.getBean(Sealer.class).seal("x", new byte[1])))
				.isEmpty();
			assertThat(other.getBean(KeyedHash.class).of("x", "y"))
				.isNotEqualTo(one.getBean(KeyedHash.class).of("x", "y"));
			assertThat(one.getBean(SealingKeys.class).areConfigured()).isFalse();
		}));
	}

	@Test
	void replicaDoesNotStartWhenAKeyIsWrong() {
		this.replica.withPropertyValues("bff.token-encryption-keys=s3cret")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseMessage("bff.token-encryption-keys must hold base64 of exactly 32 octets each")
				.hasStackTraceContaining("StoreProperties")
				.satisfies((failure) -> assertThat(Throwables.getStackTrace(failure)).doesNotContain("s3cret")));
	}

}
