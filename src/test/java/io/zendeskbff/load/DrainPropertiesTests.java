package io.zendeskbff.load;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DrainPropertiesTests {

	@Test
	void periodIsFiveSecondsWhenNotSet() {
		assertThat(bound(Map.of())).isEqualTo(new DrainProperties(Duration.ofSeconds(5)));
	}

	@ParameterizedTest
	@CsvSource({ "0s, 0", "1s, 1000", "25s, 25000" })
	void periodIsTakenWhenSpringWaitsForSoLong(String value, long millis) {
		assertThat(bound(Map.of("drain-period", value))).isEqualTo(new DrainProperties(Duration.ofMillis(millis)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1ms", "25001ms", "1h" })
	void periodIsRefusedWhenSpringWouldNotWait(String value) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bound(Map.of("drain-period", value)))
			.havingRootCause()
			.withMessage("bff.http.drain-period must be between 0s and 25s");
	}

	private static DrainProperties bound(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("", DrainProperties.class);
	}

}
