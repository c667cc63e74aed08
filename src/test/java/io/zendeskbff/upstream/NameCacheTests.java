package io.zendeskbff.upstream;

import java.util.Objects;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Zendesk's address is whatever the JVM has in mind: row 23 of the faults holds because
 * the JVM's defaults do.
 */
class NameCacheTests {

	@Test
	void namesAreResolvedAnewSoonWhenJvmHasItsDefaults() throws ReflectiveOperationException {
		assertThat(seconds("get")).isBetween(0, 30);
		assertThat(seconds("getNegative")).isBetween(0, 10);
		assertThat(seconds("getStale")).isZero();
	}

	/**
	 * The JDK has no public word for what applies when nobody has configured anything.
	 */
	private static int seconds(String policy) throws ReflectiveOperationException {
		Object seconds = Class.forName("sun.net.InetAddressCachePolicy").getMethod(policy).invoke(null);
		return (int) Objects.requireNonNull(seconds);
	}

}
