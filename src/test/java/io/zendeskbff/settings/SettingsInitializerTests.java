package io.zendeskbff.settings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class SettingsInitializerTests {

	/** Section 5 of the design, as far as it is built. */
	private static final List<String> SCALARS = List.of("bff.billing.require-if-match", "bff.http.drain-period",
			"bff.portal.roles.claim", "bff.zendesk.account-key", "bff.zendesk.base-url", "bff.zendesk.connect-timeout",
			"bff.zendesk.max-body", "bff.zendesk.path-prefix", "bff.zendesk.read-deadline",
			"bff.zendesk.write-deadline");

	private static final List<String> LISTS = List.of("bff.portal.roles.admin", "bff.portal.roles.owner",
			"bff.token-encryption-keys");

	private static final Pattern HYPHENATED = Pattern.compile("-([a-z])");

	/** What application.yaml wants to know. */
	private static final Map<String, Object> PLACEHOLDERS = Map.of("bff.zendesk.base-url",
			"https://${ZENDESK_SUBDOMAIN}.zendesk.com", "spring.security.oauth2.client.provider.zendesk.token-uri",
			"${bff.zendesk.base-url}/oauth2/chat/token", "spring.security.oauth2.client.registration.zendesk.client-id",
			"${ZENDESK_CLIENT_ID}", "spring.security.oauth2.client.registration.zendesk.client-secret",
			"${ZENDESK_CLIENT_SECRET}", "spring.security.oauth2.resourceserver.jwt.issuer-uri", "${PORTAL_ISSUER_URI}",
			"spring.security.oauth2.resourceserver.jwt.audiences", "${PORTAL_AUDIENCE}");

	private static final Map<String, Object> FIVE = Map.of("ZENDESK_SUBDOMAIN", "acme", "ZENDESK_CLIENT_ID", "id",
			"ZENDESK_CLIENT_SECRET", "s3cret", "PORTAL_ISSUER_URI", "https://idp.example", "PORTAL_AUDIENCE", "bff");

	@ParameterizedTest
	@MethodSource("propertyNames")
	void keyIsAcceptedAndBoundWhenItStandsInAFile(String name, String key) {
		assertAcceptedAndBound(file(Map.of(name, "x")), key);
	}

	@ParameterizedTest
	@MethodSource("propertyNames")
	void keyIsAcceptedAndBoundWhenItIsAnArgument(String name, String key) {
		assertAcceptedAndBound(new SimpleCommandLinePropertySource("--" + name + "=x", "other"), key);
	}

	@ParameterizedTest
	@MethodSource("propertyNames")
	void keyIsAcceptedAndBoundWhenEnvironmentHasItUnderItsOwnName(String name, String key) {
		assertAcceptedAndBound(variables(Map.of(name, "x")), key);
	}

	static Stream<String[]> propertyNames() {
		Stream<String[]> keys = Stream.of(SCALARS, LISTS)
			.flatMap(List::stream)
			.flatMap((key) -> Stream.of(key, camelCase(key), key.replace("-", "_"), key.replace("-", ""))
				.distinct()
				.map((name) -> new String[] { name, key }));
		return Stream.concat(keys, LISTS.stream().map((key) -> new String[] { key + "[0]", key }));
	}

	@ParameterizedTest
	@MethodSource("variableNames")
	void keyIsAcceptedAndBoundWhenItIsAnEnvironmentVariable(String name, String key) {
		assertAcceptedAndBound(variables(Map.of(name, "x")), key);
	}

	static Stream<String[]> variableNames() {
		Stream<String[]> keys = Stream.of(SCALARS, LISTS)
			.flatMap(List::stream)
			.flatMap((key) -> Stream.of(variable(key.replace("-", "")), variable(key))
				.distinct()
				.map((name) -> new String[] { name, key }));
		return Stream.concat(keys, LISTS.stream().map((key) -> new String[] { variable(key) + "_0", key }));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bff.zendesk.base-urll", "bff.zendesk.base.url", "bff.zendesk", "bff.zendesk.",
			"bff.zendesk.base-url.x", "bff.zendesk.base-url[0]", "bff.portal.roles.admin[x]",
			"bff.portal.roles.admin[0].name", "bff.portal.role.admin", "bff.x", "bff.", "bff.ZENDESK.BASEURI",
			"BFF.zendesk.base-uri", "Bff.x" })
	void startIsRefusedWhenAKeyIsUnknown(String name) {
		assertUnknown(file(Map.of(name, "s3cret")), name);
		assertUnknown(new SimpleCommandLinePropertySource("--" + name + "=s3cret"), name);
		assertUnknown(variables(Map.of(name, "s3cret")), name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "BFF_ZENDESK_BASEURI", "BFF_ZENDESKBASEURL", "BFF_ZENDESK_BASE__URL",
			"BFF_ZEN_DESK_BASEURL", "BFF__ZENDESK_BASEURL", "BFF_ZENDESK_BASEURL_", "BFF_ZENDESK_BASEURL_0",
			"BFF_ZENDESK", "BFF_", "BFF_BILLING_REQUIRE_IFMATCH", "BFF_PORTAL_ROLES_ADMIN_0_NAME",
			"BFF_PORTAL_ROLES_ADMIN_X", "BFF_PORTAL_ROLES", "BFF_PORTALROLES_ADMIN_0", "BFF_PORTAL_ROLES_0_ADMIN",
			"bff_zendesk_base_uri", "Bff_Zendesk_Base_Uri" })
	void startIsRefusedWhenAnEnvironmentVariableIsUnknown(String name) {
		assertUnknown(variables(Map.of(name, "s3cret")), name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bff", "bffx.zendesk", "xbff.zendesk", "my.bff.x", "BFFX_ZENDESK", "MY_BFF_X", "BFF",
			"ZENDESK_ACCOUNT_BFF_SERVICE_HOST", "spring.application.nam" })
	void startIsAllowedWhenAKeyIsNotOurs(String name) {
		assertThatNoException().isThrownBy(() -> initialize(file(Map.of(name, "x")), variables(Map.of(name, "x"))));
	}

	@Test
	void allUnknownKeysAreNamedWhenThereAreSeveralInSeveralSources() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> initialize(new SimpleCommandLinePropertySource("--bff.c=1", "--server.port=0"),
					variables(Map.of("BFF_B", "2", "BFF_ZENDESK_MAXBODY", "1MB")),
					file(Map.of("bff.a", "3", "bff.zendesk.max-body", "2MB"))))
			.withMessage("There is no such configuration key: BFF_B, bff.a, bff.c.");
	}

	@Test
	void allMissingVariablesAreNamedWhenThereIsNone() {
		assertMissing(Map.of(),
				"PORTAL_AUDIENCE, PORTAL_ISSUER_URI, ZENDESK_CLIENT_ID, ZENDESK_CLIENT_SECRET, ZENDESK_SUBDOMAIN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PORTAL_AUDIENCE", "PORTAL_ISSUER_URI", "ZENDESK_CLIENT_ID", "ZENDESK_CLIENT_SECRET",
			"ZENDESK_SUBDOMAIN" })
	void variableIsNamedWhenItAloneIsMissing(String name) {
		Map<String, Object> others = new HashMap<>(FIVE);
		others.remove(name);
		assertMissing(others, name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PORTAL_AUDIENCE", "PORTAL_ISSUER_URI", "ZENDESK_CLIENT_ID", "ZENDESK_CLIENT_SECRET",
			"ZENDESK_SUBDOMAIN" })
	void variableIsNamedWhenItIsBlank(String name) {
		for (String blank : List.of("", " ")) {
			Map<String, Object> variables = new HashMap<>(FIVE);
			variables.put(name, blank);
			assertMissing(variables, name);
		}
	}

	@Test
	void startIsAllowedWhenAllFiveVariablesAreThere() {
		assertThatNoException().isThrownBy(() -> initialize(variables(FIVE), file(PLACEHOLDERS)));
	}

	@Test
	void startIsAllowedWhenVariablesAreNotNeeded() {
		Map<String, Object> settings = new LinkedHashMap<>();
		PLACEHOLDERS.keySet().forEach((key) -> settings.put(key, "https://x"));
		assertThatNoException()
			.isThrownBy(() -> initialize(new MapPropertySource("arguments", settings), file(PLACEHOLDERS)));
	}

	@ParameterizedTest
	@CsvSource({ "bff.zendesk.baseUrl", "bff.zendesk.base_url" })
	void startIsAllowedWhenAKeyIsSetUnderAnotherSpelling(String name) {
		Map<String, Object> variables = new HashMap<>(FIVE);
		variables.remove("ZENDESK_SUBDOMAIN");
		assertThatNoException()
			.isThrownBy(() -> initialize(new MapPropertySource("arguments", Map.of(name, "https://x.example")),
					variables(variables), file(PLACEHOLDERS)));
	}

	@Test
	void startIsAllowedWhenEnvironmentSetsTheKeyItself() {
		Map<String, Object> variables = new HashMap<>(FIVE);
		variables.remove("ZENDESK_SUBDOMAIN");
		variables.put("BFF_ZENDESK_BASE_URL", "https://www.zopim.com");
		variables.remove("PORTAL_ISSUER_URI");
		variables.put("SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI", "https://idp.example");
		assertThatNoException().isThrownBy(() -> initialize(variables(variables), file(PLACEHOLDERS)));
	}

	private static void assertMissing(Map<String, Object> variables, String missing) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> initialize(variables(variables), file(PLACEHOLDERS)))
			.withMessage("The environment lacks " + missing
					+ "; README's section \"A real Zendesk account\" says what belongs there.");
	}

	private static void assertUnknown(PropertySource<?> source, String name) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> initialize(source))
			.withMessage("There is no such configuration key: " + name + ".");
	}

	private static void assertAcceptedAndBound(PropertySource<?> source, String key) {
		ConfigurableEnvironment environment = initialize(source);
		assertThat(Binder.get(environment).bind(key, Bindable.listOf(String.class)).get()).containsExactly("x");
	}

	private static ConfigurableEnvironment initialize(PropertySource<?>... sources) {
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources all = environment.getPropertySources();
		all.forEach((source) -> all.remove(source.getName()));
		Stream.of(sources).forEach(all::addLast);
		ConfigurationPropertySources.attach(environment);
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.setEnvironment(environment);
			new SettingsInitializer().initialize(context);
		}
		return environment;
	}

	private static MapPropertySource file(Map<String, Object> settings) {
		return new MapPropertySource("file", new TreeMap<>(settings));
	}

	private static SystemEnvironmentPropertySource variables(Map<String, Object> variables) {
		return new SystemEnvironmentPropertySource("systemEnvironment", new TreeMap<>(variables));
	}

	private static String variable(String key) {
		return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
	}

	private static String camelCase(String key) {
		return HYPHENATED.matcher(key).replaceAll((letter) -> letter.group(1).toUpperCase(Locale.ROOT));
	}

}
