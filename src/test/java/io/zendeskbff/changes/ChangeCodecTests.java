package io.zendeskbff.changes;

import java.util.UUID;

import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was sealed by us need not be what we read today.
 */
class ChangeCodecTests {

	private static final String PLACE = "here";

	private static final UUID ID = new UUID(0, 1);

	private static final String WHOLE = """
			{"id":"00000000-0000-0000-0000-000000000001","change":{"at":"2026-11-25T12:00:00Z",
			"by":{"issuer":"https://issuer","subject":"portal-server"},"fields":["city","email"],
			"outcome":"started","applied":"unknown","requestId":"1"}}""";

	private final Sealer sealer = TestKeys.sealer(1);

	private final ChangeCodec codec = new ChangeCodec(this.sealer, PLACE);

	@Test
	void attemptComesBackWhenDecoded() {
		ChangeCodec.Kept kept = new ChangeCodec.Kept(ID, SomeChanges.started("1"));
		assertThat(this.codec.decode(this.codec.encode(ID, kept.change()))).hasValue(kept);
		assertThat(this.codec.decode(sealed(WHOLE))).hasValue(kept);
	}

	@Test
	void attemptIsFoundWhenANewerReplicaTellsMoreOfIt() {
		String more = WHOLE.replace("\"issuer\"", "\"office\":\"Bern\",\"issuer\"");
		assertThat(this.codec.decode(sealed(more)))
			.hasValueSatisfying((kept) -> assertThat(kept.change().by()).isEqualTo(SomeChanges.started("1").by()));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "null", "[]", "{", "{}", "<html>", "{\"id\":\"00000000-0000-0000-0000-000000000001\"}" })
	void nothingIsFoundWhenContentIsAnotherKind(String json) {
		assertThat(this.codec.decode(sealed(json))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"id\":\"00000000-0000-0000-0000-000000000001\",", "\"at\":\"2026-11-25T12:00:00Z\",",
			"\"issuer\":\"https://issuer\",", "\"fields\":[\"city\",\"email\"],", "\"outcome\":\"started\",",
			"\"applied\":\"unknown\",", ",\"requestId\":\"1\"" })
	void nothingIsFoundWhenAMemberIsMissing(String member) {
		assertThat(WHOLE).contains(member);
		assertThat(this.codec.decode(sealed(WHOLE.replace(member, "")))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[\"city\",null]", "\"city\"", "null", "{}" })
	void nothingIsFoundWhenFieldsAreNone(String fields) {
		assertThat(this.codec.decode(sealed(WHOLE.replace("[\"city\",\"email\"]", fields)))).isEmpty();
	}

	@Test
	void nothingIsFoundWhenItDoesNotOpen() {
		String sealed = this.codec.encode(ID, SomeChanges.started("1"));
		assertThat(new ChangeCodec(this.sealer, "elsewhere").decode(sealed)).isEmpty();
		assertThat(new ChangeCodec(TestKeys.sealer(2), PLACE).decode(sealed)).isEmpty();
		assertThat(this.codec.decode("garbage")).isEmpty();
		assertThat(this.codec.decode(WHOLE)).isEmpty();
	}

	private String sealed(String json) {
		return this.sealer.seal(PLACE, json.getBytes(UTF_8));
	}

}
