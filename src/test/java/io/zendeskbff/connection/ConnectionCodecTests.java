package io.zendeskbff.connection;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

import io.zendeskbff.grant.BearerToken;
import io.zendeskbff.grant.Grant;
import io.zendeskbff.grant.RefreshToken;
import io.zendeskbff.store.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ConnectionCodecTests {

	private static final String PLACE = "zendesk:connection";

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

	private static final Grant GRANT = new Grant(
			new BearerToken("access-secret", NOW.plusSeconds(60), Set.of("read", "write")),
			new RefreshToken("refresh-secret"));

	private final ConnectionCodec codec = new ConnectionCodec(TestKeys.sealer(1), PLACE);

	@ParameterizedTest
	@MethodSource("states")
	void stateComesBackWhenOpened(ConnectionState state) {
		assertThat(this.codec.decode(this.codec.encode(state))).contains(state);
	}

	static Stream<ConnectionState> states() {
		ConnectionState connected = ConnectionState.NONE.connected(GRANT, "key-1", NOW);
		return Stream.of(ConnectionState.NONE, connected, connected.disconnected(),
				connected.renewed(new Grant(new BearerToken("access-2", null, Set.of()), null)));
	}

	@Test
	void nothingIsToBeReadWhenSealed() {
		String sealed = this.codec.encode(ConnectionState.NONE.connected(GRANT, "key-1", NOW));
		assertThat(sealed).doesNotContain("secret", "key-1", "access");
		assertThat(this.codec.encode(ConnectionState.NONE)).isNotEqualTo(this.codec.encode(ConnectionState.NONE));
	}

	@Test
	void stateIsFoundWhenKeyIsStillInTheList() {
		String sealed = this.codec.encode(ConnectionState.NONE);
		assertThat(new ConnectionCodec(TestKeys.sealer(2, 1), PLACE).decode(sealed)).contains(ConnectionState.NONE);
		assertThat(new ConnectionCodec(TestKeys.sealer(2), PLACE).decode(sealed)).isEmpty();
	}

	@Test
	void nothingIsFoundWhenEntryBelongsElsewhere() {
		String sealed = this.codec.encode(ConnectionState.NONE);
		assertThat(new ConnectionCodec(TestKeys.sealer(1), "zendesk:account").decode(sealed)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "null", "[]", "{\"version\":1}", "<html>",
			"{\"version\":\"00000000-0000-0000-0000-000000000000\",\"generation\":\"00000000-0000-0000-0000-000000000000\",\"tokens\":{}}" })
	void nothingIsFoundWhenContentIsAnotherKind(String content) {
		assertThat(this.codec.decode(TestKeys.sealer(1).seal(PLACE, content.getBytes(UTF_8)))).isEmpty();
		assertThat(this.codec.decode(content)).isEmpty();
	}

}
