package io.zendeskbff.connection;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

import io.zendeskbff.grant.Grant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionStateTests {

	private static final ConnectionState CONNECTED = ConnectionStates.connected();

	@Test
	void versionAndGenerationAreNewWhenConnected() {
		assertThat(CONNECTED.isConnected()).isTrue();
		assertThat(CONNECTED.accountKey()).isEqualTo("key");
		assertThat(CONNECTED.since()).isEqualTo(ConnectionStates.SINCE);
		assertThat(CONNECTED.isSameVersion(ConnectionState.NONE)).isFalse();
		assertThat(CONNECTED.isSameGeneration(ConnectionState.NONE)).isFalse();
	}

	@Test
	void onlyVersionAndTokenAreNewWhenRenewed() {
		Grant next = ConnectionStates.grant(Instant.EPOCH, "read");
		ConnectionState renewed = CONNECTED.renewed(next);
		assertThat(renewed.isSameVersion(CONNECTED)).isFalse();
		assertThat(renewed)
			.isEqualTo(new ConnectionState(renewed.version(), CONNECTED.generation(), next, "key", CONNECTED.since()));
		assertThat(renewed.token()).contains(next.accessToken());
	}

	@Test
	void accountStaysKnownWhenDisconnected() {
		ConnectionState disconnected = CONNECTED.disconnected();
		assertThat(disconnected.isConnected()).isFalse();
		assertThat(disconnected.token()).isEmpty();
		assertThat(disconnected.accountKey()).isEqualTo("key");
		assertThat(disconnected.since()).isNull();
		assertThat(disconnected.isSameVersion(CONNECTED)).isFalse();
		assertThat(disconnected.isSameGeneration(CONNECTED)).isFalse();
	}

	@Test
	void nothingIsHeldWhenNeverConnected() {
		assertThat(ConnectionState.NONE)
			.isEqualTo(new ConnectionState(new UUID(0, 0), new UUID(0, 0), null, null, null));
		assertThat(ConnectionState.NONE.isConnected()).isFalse();
	}

	@Test
	void versionsNeverComeAgainWhenEveryStoreBeginsAnew() {
		assertThat(IntStream.range(0, 1000).mapToObj((_) -> ConnectionStates.connected().version()).distinct())
			.hasSize(1000);
	}

	@Test
	void secretsAreNotToldWhenPrinted() {
		assertThat(CONNECTED.toString()).doesNotContain("s3cret");
	}

}
