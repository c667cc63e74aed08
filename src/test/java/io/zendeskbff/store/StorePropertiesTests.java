package io.zendeskbff.store;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StorePropertiesTests {

	private static final String KEY = "bff.token-encryption-keys";

	private static final String ONE = TestKeys.encoded(1);

	private static final String TWO = TestKeys.encoded(2);

	@Test
	void noKeyIsThereWhenNothingIsSet() {
		assertThat(bound(Map.of()).tokenEncryptionKeys()).isEmpty();
		assertThat(TestKeys.list().areConfigured()).isFalse();
	}

	@Test
	void noKeyIsThereWhenValueIsEmpty() {
		assertThat(bound(Map.of(KEY, "")).tokenEncryptionKeys()).isEmpty();
	}

	@Test
	void keysAreTakenInTheirOrderWhenSet() {
		assertThat(bound(Map.of(KEY, TWO + ", " + ONE)).tokenEncryptionKeys())
			.isEqualTo(bound(Map.of(KEY + "[0]", TWO, KEY + "[1]", ONE)).tokenEncryptionKeys())
			.containsExactly(new EncodedKey(TWO), new EncodedKey(ONE));
		assertThat(TestKeys.list(2, 1).areConfigured()).isTrue();
	}

	@ParameterizedTest
	@MethodSource
	void keysAreTakenWhenTheyAreEnvironmentVariables(Map<String, Object> variables) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", variables));
		assertThat(Binder.get(environment).bindOrCreate("bff", StoreProperties.class).tokenEncryptionKeys())
			.containsExactly(new EncodedKey(ONE), new EncodedKey(TWO));
	}

	static Stream<Arguments> keysAreTakenWhenTheyAreEnvironmentVariables() {
		return Stream
			.of(Map.of("BFF_TOKEN_ENCRYPTION_KEYS", ONE + "," + TWO),
					Map.of("BFF_TOKENENCRYPTIONKEYS", ONE + "," + TWO),
					Map.of("BFF_TOKEN_ENCRYPTION_KEYS_0", ONE, "BFF_TOKEN_ENCRYPTION_KEYS_1", TWO),
					Map.of("BFF_TOKENENCRYPTIONKEYS_0", ONE, "BFF_TOKENENCRYPTIONKEYS_1", TWO))
			.map(Arguments::of);
	}

	@ParameterizedTest
	@ValueSource(strings = { " ", "s3cret", "c2hvcnQ=", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==",
			"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB", "__________________________________________8=",
			"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE==", "AQEBAQEBAQEBAQEBAQEBAQ EBAQEBAQEBAQEBAQEBAQE=",
			"0101010101010101010101010101010101010101010101010101010101010101" })
	void startIsRefusedWhenAKeyIsNoBase64Of32Octets(String key) {
		String sentence = "bff.token-encryption-keys must hold base64 of exactly 32 octets each";
		assertRefused(Map.of(KEY, key), sentence);
		assertRefused(Map.of(KEY, ONE + "," + key), sentence);
		assertRefused(Map.of(KEY + "[0]", key, KEY + "[1]", ONE), sentence);
	}

	@Test
	void startIsRefusedWhenAKeyIsBlankAmongOthers() {
		assertRefused(Map.of(KEY, ONE + ",," + TWO),
				"bff.token-encryption-keys must hold base64 of exactly 32 octets each");
	}

	@Test
	void startIsRefusedWhenAKeyIsThereTwice() {
		String sentence = "bff.token-encryption-keys must not hold a key twice";
		assertRefused(Map.of(KEY, ONE + "," + TWO + "," + ONE), sentence);
		assertRefused(Map.of(KEY, ONE + "," + ONE.replace("=", "")), sentence);
	}

	@Test
	void startIsRefusedWhenTheStoreIsSharedAndNothingIsSealed() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bound(Map.of("bff.store", "redis")))
			.havingRootCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage("bff.token-encryption-keys must hold a key with bff.store=redis:"
					+ " tokens and billing details are sealed before they go there");
		assertThat(bound(Map.of("bff.store", "redis", KEY, ONE)).store()).isEqualTo(StoreProperties.Store.REDIS);
	}

	@Test
	void keyIsNotShownWhenPrinted() {
		StoreProperties properties = bound(Map.of(KEY, ONE));
		assertThat(Stream.of(properties, TestKeys.list(1), TestKeys.key(1), TestKeys.sealer(1), TestKeys.hash(1)))
			.map(Object::toString)
			.noneMatch((text) -> text.contains(ONE.substring(0, 8)));
		assertThat(properties).hasToString("StoreProperties[store=MEMORY, tokenEncryptionKeys=[EncodedKey[text=***]]]");
	}

	private static void assertRefused(Map<String, String> settings, String sentence) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bound(settings))
			.havingRootCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessage(sentence);
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bound(settings))
			.satisfies((failure) -> assertThat(values(settings))
				.noneMatch((value) -> Throwables.getStackTrace(failure).contains(value)));
	}

	private static List<String> values(Map<String, String> settings) {
		return settings.values()
			.stream()
			.flatMap((value) -> Stream.of(value.split(",")))
			.filter((v) -> !v.isBlank())
			.toList();
	}

	private static StoreProperties bound(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("bff", StoreProperties.class);
	}

}
