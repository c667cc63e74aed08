package io.zendeskbff.portal;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortalPropertiesTests {

	private static final String CLAIM = "bff.portal.roles.claim";

	private static final String ADMIN = "bff.portal.roles.admin";

	private static final String OWNER = "bff.portal.roles.owner";

	@Test
	void defaultsAreThoseOfTheContractWhenNothingIsSet() {
		assertThat(bound(Map.of()).roles())
			.isEqualTo(new PortalProperties.Roles("roles", Set.of("zendesk-admin"), Set.of("zendesk-owner")));
	}

	@Test
	void valuesAreTakenWhenAllAreSet() {
		Map<String, String> settings = Map.of(CLAIM, "realm_access.roles", ADMIN, "support, sales", OWNER + "[0]",
				"cfo", OWNER + "[1]", "ceo");
		assertThat(bound(settings).roles()).isEqualTo(
				new PortalProperties.Roles("realm_access.roles", Set.of("support", "sales"), Set.of("cfo", "ceo")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void startIsRefusedWhenClaimIsBlank(String claim) {
		assertRefused(Map.of(CLAIM, claim), "bff.portal.roles.claim must name a claim");
	}

	@ParameterizedTest
	@CsvSource({ ADMIN + ", ''", ADMIN + ", ' '", ADMIN + ", 'a,,b'", ADMIN + "[0], ''", OWNER + ", ''",
			OWNER + ", ','", OWNER + "[0], ' '" })
	void startIsRefusedWhenRoleHasNoValueOrABlankOne(String key, String value) {
		assertRefused(Map.of(key, value), key.replace("[0]", "") + " must hold at least one value, and no blank one");
	}

	@Test
	void startIsRefusedWhenOneValueMeansBothRoles() {
		assertRefused(Map.of(ADMIN, "staff,support", OWNER, "boss,staff"),
				"bff.portal.roles.owner must not hold a value of bff.portal.roles.admin");
	}

	private static void assertRefused(Map<String, String> settings, String message) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bound(settings))
			.havingRootCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage(message);
	}

	private static PortalProperties bound(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("bff.portal",
				PortalProperties.class);
	}

}
