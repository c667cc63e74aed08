package io.zendeskbff.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RoleClaimTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"roles":"zendesk-admin"}                                   | ADMIN
			{"roles":"zendesk-owner"}                                   | OWNER
			{"roles":["zendesk-admin"]}                                 | ADMIN
			{"roles":["zendesk-owner"]}                                 | OWNER
			{"roles":["zendesk-admin","zendesk-owner"]}                 | OWNER
			{"roles":["zendesk-owner","zendesk-admin"]}                 | OWNER
			{"roles":["other","zendesk-admin","zendesk-admin"]}         | ADMIN
			{"roles":[null,1,true,{},["zendesk-owner"],"zendesk-admin"]} | ADMIN
			""")
	void roleIsFoundWhenClaimHoldsItsValue(String claims, Role role) {
		assertThat(roleIn("roles", claims)).isEqualTo(role);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"roles\":null}", "{\"roles\":[]}", "{\"roles\":\"\"}", "{\"roles\":[\"\"]}",
			"{\"roles\":\" \"}", "{\"roles\":1}", "{\"roles\":true}", "{\"roles\":[1,true,null]}", "{\"roles\":{}}",
			"{\"roles\":{\"zendesk-owner\":true}}", "{\"roles\":{\"zendesk-owner\":\"zendesk-owner\"}}",
			"{\"roles\":[[\"zendesk-owner\"]]}", "{\"roles\":[{\"name\":\"zendesk-owner\"}]}" })
	void roleIsNoneWhenClaimHoldsNoString(String claims) {
		assertThat(roleIn("roles", claims)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Zendesk-Owner", "ZENDESK-OWNER", "zendesk-owner ", " zendesk-owner", "zendesk-owner\\n",
			"zendesk-owner\\u0000", "zendesk_owner", "zendesk-owners", "xzendesk-owner", "zendesk", "owner", "OWNER",
			"zendesk-admin,zendesk-owner", "zendesk-admin zendesk-owner", "ROLE_zendesk-owner", "zendesk\\u2010owner",
			"zend\\u0435sk-owner", "zendesk-owner\\u200d", "*", "[zendesk-owner]" })
	void roleIsNoneWhenValueOnlyLooksLikeIt(String value) {
		assertThat(roleIn("roles", "{\"roles\":\"" + value + "\"}")).isNull();
		assertThat(roleIn("roles", "{\"roles\":[\"" + value + "\"]}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Roles", "ROLES", "role", "roles ", "groups", "scope", "scp" })
	void roleIsNoneWhenClaimOnlyLooksLikeIt(String claim) {
		assertThat(roleIn("roles", "{\"" + claim + "\":\"zendesk-owner\"}")).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			realm_access.roles   | {"realm_access":{"roles":["x","zendesk-owner"]}}             | OWNER
			realm_access.roles   | {"realm_access":{"roles":"zendesk-admin"}}                   | ADMIN
			a.b.c.d              | {"a":{"b":{"c":{"d":"zendesk-admin"}}}}                      | ADMIN
			https://acme.example/roles | {"https://acme.example/roles":["zendesk-owner"]}       | OWNER
			https://acme.example/roles | {"https://acme":{"example/roles":["zendesk-owner"]}}   | OWNER
			a.b                  | {"a.b":"zendesk-admin","a":{"b":"zendesk-owner"}}            | ADMIN
			a.b                  | {"a":{"b":"zendesk-owner"},"a.b":"zendesk-admin"}            | ADMIN
			a.b                  | {"a.b":null,"a":{"b":"zendesk-owner"}}                       | OWNER
			""")
	void exactClaimGoesBeforeDottedPathWhenNameHasDots(String claim, String claims, Role role) {
		assertThat(roleIn(claim, claims)).isEqualTo(role);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a.b   | {"a.b":"other","a":{"b":"zendesk-owner"}}
			a.b   | {"a.b":[],"a":{"b":"zendesk-owner"}}
			a.b   | {"a.b":1,"a":{"b":"zendesk-owner"}}
			a.b   | {"a":"zendesk-owner"}
			a.b   | {"b":"zendesk-owner"}
			a.b   | {"a":[{"b":"zendesk-owner"}]}
			a.b   | {"a":{"b":{"c":"zendesk-owner"}}}
			a.b   | {"a":{"B":"zendesk-owner"}}
			a.b.c | {"a.b":{"c":"zendesk-owner"}}
			a.b.c | {"a":{"b.c":"zendesk-owner"}}
			a.b   | {"a":null}
			a.    | {"a":"zendesk-owner"}
			.a    | {"a":"zendesk-owner"}
			a..b  | {"a":{"b":"zendesk-owner"}}
			""")
	void roleIsNoneWhenPathLeadsElsewhere(String claim, String claims) {
		assertThat(roleIn(claim, claims)).isNull();
	}

	@Test
	void anyOfTheValuesMeansTheRoleWhenThereAreSeveral() {
		RoleClaim claim = new RoleClaim(
				new PortalProperties.Roles("groups", Set.of("support", "sales"), Set.of("cfo", "ceo")));
		assertThat(claim.roleIn(Map.of("groups", List.of("x", "sales")))).isEqualTo(Role.ADMIN);
		assertThat(claim.roleIn(Map.of("groups", List.of("support")))).isEqualTo(Role.ADMIN);
		assertThat(claim.roleIn(Map.of("groups", List.of("sales", "cfo")))).isEqualTo(Role.OWNER);
		assertThat(claim.roleIn(Map.of("groups", "ceo"))).isEqualTo(Role.OWNER);
		assertThat(claim.roleIn(Map.of("groups", Arrays.asList("zendesk-owner", null)))).isNull();
	}

	@Test
	void whoeverGivesRolesIsToldWhatIsMissingWhenThereIsNone() {
		assertThat(RoleClaims.usual().expectation())
			.isEqualTo("The claim \"roles\" would have to hold one of \"zendesk-admin\", \"zendesk-owner\".");
		assertThat(Role.ADMIN.word()).isEqualTo("admin");
		assertThat(Role.OWNER.word()).isEqualTo("owner");
	}

	private static @Nullable Role roleIn(String claim, String json) {
		Map<?, ?> claims = JsonMapper.shared().readValue(json, Map.class);
		return new RoleClaim(new PortalProperties.Roles(claim, Set.of("zendesk-admin"), Set.of("zendesk-owner")))
			.roleIn(strings(claims));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, ?> strings(Map<?, ?> claims) {
		return (Map<String, ?>) claims;
	}

}
