package io.zendeskbff.security;

import java.util.List;

import io.zendeskbff.portal.Caller;
import io.zendeskbff.portal.PortalAuthentication;
import io.zendeskbff.portal.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

class AccessRulesTests {

	private static final List<String> METHODS = List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS",
			"TRACE", "get");

	private final AccessRules rules = new AccessRules();

	/** Each method that is not named is for nobody. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/api/v2/account                        | GET admin, HEAD admin, PUT owner
			/api/v2/chat/account                   | GET admin, HEAD admin, PUT owner
			/connection                            | GET admin, DELETE owner
			/connection/authorization              | POST owner
			/connection/callback                   | GET anybody
			/changes                               | GET owner
			/logout                                | POST known
			/logout/connect/back-channel/portal    | POST anybody
			/session                               | GET anybody
			/v3/api-docs                           | GET anybody
			/                                      | GET anybody, HEAD anybody
			/console/console.js                    | GET anybody, HEAD anybody
			/oauth2/authorization/portal           | none
			/login/oauth2/code/portal              | none
			/api/v2/account/                       | none
			/api/v2/Account                        | none
			/consolex                              | none
			/actuator/health                       | none
			""")
	void callIsGrantedWhenRuleSaysSo(String path, String rules) {
		for (String method : METHODS) {
			for (Who who : Who.values()) {
				assertThat(isGranted(who, method, path)).as("%s %s by %s", method, path, who)
					.isEqualTo(who.isAllowed(ruleOf(method, rules)));
			}
		}
	}

	@Test
	void callIsGrantedWhenPathFollowsContextPath() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/zendesk/api/v2/account");
		request.setContextPath("/zendesk");
		assertThat(isGranted(Who.ADMIN, request)).isTrue();
		assertThat(isGranted(Who.ANONYMOUS, request)).isFalse();
	}

	private static String ruleOf(String method, String rules) {
		for (String rule : rules.split(", ", -1)) {
			if (rule.startsWith(method + ' ')) {
				return rule.substring(method.length() + 1);
			}
		}
		return "none";
	}

	private boolean isGranted(Who who, String method, String path) {
		return isGranted(who, new MockHttpServletRequest(method, path));
	}

	private boolean isGranted(Who who, MockHttpServletRequest request) {
		AuthorizationResult result = this.rules.authorize(() -> who.authentication, request);
		return result != null && result.isGranted();
	}

	private enum Who {

		ANONYMOUS(new AnonymousAuthenticationToken("key", "anonymous",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")), "anybody"),

		WITHOUT_ROLE(known(null), "anybody", "known"),

		ADMIN(known(Role.ADMIN), "anybody", "known", "admin"),

		OWNER(known(Role.OWNER), "anybody", "known", "admin", "owner");

		private final Authentication authentication;

		private final List<String> allowed;

		Who(Authentication authentication, String... allowed) {
			this.authentication = authentication;
			this.allowed = List.of(allowed);
		}

		boolean isAllowed(String rule) {
			return this.allowed.contains(rule);
		}

		private static Authentication known(@Nullable Role role) {
			return new PortalAuthentication(new Caller("https://idp.example", "ann", role));

		}

	}

}
