package io.zendeskbff.agent;

import io.zendeskbff.agent.Agent.Role;
import io.zendeskbff.upstream.PreparedAnswer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AgentTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"owner":true,"administrator":true}    | OWNER
			{"owner":true}                         | OWNER
			{"owner":true,"administrator":false}   | OWNER
			{"owner":false,"administrator":true}   | ADMINISTRATOR
			{"administrator":true,"owner":false}   | ADMINISTRATOR
			{"owner":false,"administrator":false}  | AGENT
			{"owner":false}                        | AGENT
			{"owner":false,"administrator":null}   | AGENT
			{"owner":false,"administrator":"x"}    | AGENT
			{"administrator":true}                 |
			{"owner":null,"administrator":true}    |
			{"owner":"true"}                       |
			{"owner":1}                            |
			{"OWNER":true}                         |
			{}                                     |
			[]                                     |
			["owner"]                              |
			"owner"                                |
			null                                   |
			""")
	void roleIsThatOfTheAnswerWhenItTellsOne(String roles, @Nullable Role role) {
		assertThat(agent("{\"id\":7,\"roles\":" + roles + ",\"role_id\":1,\"enabled\":1}"))
			.isEqualTo(new Agent(7, role, true));
	}

	@Test
	void roleIsUnknownWhenAnswerHasOnlyItsNumber() {
		assertThat(agent("{\"id\":7,\"role_id\":1}")).isEqualTo(new Agent(7, null, true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			,"enabled":1                      | true
			,"enabled":0                      | false
			,"enabled":2                      | true
			,"enabled":5000000000             | true
			,"enabled":true                   | true
			,"enabled":false                  | false
			,"enabled":"false"                | false
			,"enabled":"true"                 | true
			,"enabled":"maybe"                | true
			,"enabled":1.5                    | true
			,"enabled":99999999999999999999   | true
			,"enabled":null                   | true
			,"enabled":{}                     | true
			,"enabled":[false]                | true
			``                                | true
			""")
	void agentIsEnabledWhenNothingSaysHeIsNot(String enabled, boolean isEnabled) {
		assertThat(agent("{\"id\":7" + enabled + "}")).isEqualTo(new Agent(7, null, isEnabled));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 1, 2_147_483_648L, 5_000_000_204L, Long.MAX_VALUE })
	void idIsTakenWhenItIsANumberOfAnySize(long id) {
		assertThat(agent("{\"id\":" + id + "}").id()).isEqualTo(id);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{}", "[]", "null", "7", "true", "\"7\"", "{\"id\":\"7\"}", "{\"id\":null}",
			"{\"id\":7.5}", "{\"id\":1e3}", "{\"id\":[7]}", "{\"id\":9223372036854775808}", "[{\"id\":7}]",
			"{\"agent\":{\"id\":7}}", "{\"id\":7", "{\"id\":7}}", "<html>", "\u0000" })
	void nobodyIsKnownWhenAnswerNamesNobody(String body) {
		assertThat(Agent.of(PreparedAnswer.of(200, body))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 204, 206, 302, 400, 401, 403, 404, 429, 500, 503 })
	void nobodyIsKnownWhenStatusIsNot200(int status) {
		assertThat(Agent.of(PreparedAnswer.of(status, "{\"id\":7,\"roles\":{\"owner\":true}}"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "OWNER, true", "ADMINISTRATOR, false", "AGENT, false", ", false" })
	void agentIsOwnerWhenHisRoleIs(@Nullable Role role, boolean isOwner) {
		assertThat(new Agent(7, role, true).isOwner()).isEqualTo(isOwner);
	}

	private static Agent agent(String body) {
		return Agent.of(PreparedAnswer.of(200, body)).orElseThrow();
	}

}
