package io.zendeskbff.portal;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.zendeskbff.store.TestKeys;
import jakarta.servlet.FilterChain;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Who calls, what that allows, and what is told of it.
 */
class CallerTests {

	private final CallerConverter converter = new CallerConverter(
			new RoleClaim(new PortalProperties.Roles("roles", Set.of("a"), Set.of("o"))));

	@AfterEach
	void leave() {
		SecurityContextHolder.clearContext();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", delimiter = '|', textBlock = """
			OWNER | ADMIN, OWNER
			ADMIN | ADMIN
			none  | ''
			""")
	void authoritiesAreThoseOfTheRoleWhenKnown(@Nullable Role role, String authorities) {
		PortalAuthentication known = new PortalAuthentication(KnownCallers.ann(role));
		assertThat(
				known.getAuthorities().stream().map(GrantedAuthority::getAuthority).collect(Collectors.joining(", ")))
			.isEqualTo(authorities);
		assertThat(known.isAuthenticated()).isTrue();
		assertThat(known.getPrincipal()).isEqualTo(KnownCallers.ann(role));
		assertThat(known.getName()).isEqualTo("ann");
		assertThat(known.getCredentials()).isEqualTo("");
	}

	@Test
	void authenticationIsTheSameWhenItIsOfTheSameCaller() {
		PortalAuthentication known = new PortalAuthentication(KnownCallers.ann(Role.OWNER));
		assertThat(known).isEqualTo(new PortalAuthentication(KnownCallers.ann(Role.OWNER)))
			.hasSameHashCodeAs(new PortalAuthentication(KnownCallers.ann(Role.OWNER)))
			.isNotEqualTo(new PortalAuthentication(KnownCallers.ann(Role.ADMIN)))
			.isNotEqualTo(new PortalAuthentication(new Caller("https://idp.example", "bob", Role.OWNER)))
			.isNotEqualTo(new PortalAuthentication(new Caller("https://idp.example", "ann", Role.OWNER, "Ann")));
		PortalAuthentication detailed = new PortalAuthentication(KnownCallers.ann(Role.OWNER));
		detailed.setDetails("elsewhere");
		assertThat(known).isNotEqualTo(detailed);
		assertThat(new PortalAuthentication(KnownCallers.ann(null)))
			.doesNotHaveSameHashCodeAs(new PortalAuthentication(new Caller("https://idp.example", "bob", null)));
	}

	@ParameterizedTest
	@EnumSource
	void roleIsHisWhenHeHasOne(Role role) {
		assertThat(KnownCallers.ann(role).requireRole()).isEqualTo(role);
	}

	@Test
	void nobodyGoesOnWhenHeHasNoRole() {
		assertThatIllegalStateException().isThrownBy(KnownCallers.ann(null)::requireRole);
	}

	@ParameterizedTest
	@CsvSource({ "https://idp.example, ann, true", "https://idp.example, bob, false",
			"https://other.example, ann, false", "https://other.example, bob, false" })
	void callerIsTheSameWhenIssuerAndSubjectAre(String issuer, String subject, boolean same) {
		assertThat(KnownCallers.ann(Role.OWNER).isSameAs(new Caller(issuer, subject, null, "Ann"))).isEqualTo(same);
	}

	@Test
	void nobodyIsNamedWhenPrinted() {
		assertThat(new Caller("https://idp.example", "ann", Role.ADMIN, "Ann")).hasToString("Caller[role=ADMIN]");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			ann,  app,  app2, ann
			none, app,  app2, app
			none, none, app2, app2
			none, none, none, unknown
			""")
	void subjectIsTheFirstThatIsToldWhenTokenIsGood(@Nullable String subject, @Nullable String client,
			@Nullable String party, String expected) {
		Jwt token = token((claims) -> {
			put(claims, "sub", subject);
			put(claims, "client_id", client);
			put(claims, "azp", party);
		});
		assertThat(this.converter.convert(token).getPrincipal())
			.isEqualTo(new Caller("https://idp.example", expected, null));
	}

	@ParameterizedTest
	@CsvSource(nullValues = "none", textBlock = """
			a, ADMIN
			o, OWNER
			x, none
			""")
	void roleIsThatOfTheClaimWhenTokenIsGood(String value, @Nullable Role role) {
		Jwt token = token((claims) -> claims.put("roles", value));
		assertThat(this.converter.convert(token).getPrincipal().role()).isEqualTo(role);
	}

	@Test
	void callerIsKnownToTheChainAndItsLogWhenHeIsAuthenticated() throws Exception {
		Caller ann = KnownCallers.ann(Role.OWNER);
		String hash = new SubjectHash(TestKeys.hash(1)).of(ann);
		assertThat(seen(new PortalAuthentication(ann))).isEqualTo("%s as %s".formatted(ann, hash));
		assertThat(MDC.get("caller")).isNull();
	}

	@Test
	void nobodyIsKnownToTheChainWhenHeIsAnonymous() throws Exception {
		assertThat(seen(new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("x"))))
			.isEqualTo("nobody as null");
	}

	/** Whom those see who come behind the filter. */
	private static String seen(Authentication authentication) throws Exception {
		SecurityContextHolder.getContext().setAuthentication(authentication);
		String[] seen = { "never asked" };
		FilterChain chain = (request, _) -> seen[0] = "%s as %s".formatted(
				Caller.of((MockHttpServletRequest) request).map(Caller::toString).orElse("nobody"), MDC.get("caller"));
		new CallerFilter(TestKeys.hash(1)).filter(new MockHttpServletRequest(), new MockHttpServletResponse(), chain);
		return seen[0];
	}

	private static Jwt token(Consumer<Map<String, Object>> claims) {
		return Jwt.withTokenValue("x.y.z")
			.header("alg", "RS256")
			.claim("iss", "https://idp.example")
			.claims(claims)
			.build();
	}

	private static void put(Map<String, Object> claims, String name, @Nullable String value) {
		if (value != null) {
			claims.put(name, value);
		}
	}

}
