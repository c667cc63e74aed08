package io.zendeskbff.leak;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * After the whole suite, every line, metric, trace and refusal that any service in it has
 * written: no secret stands in them that has gone through any test.
 */
class WholeSuiteLeakTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final SecretSearch SECRETS = new SecretSearch(
			Arrays.stream(Secret.values()).flatMap((kind) -> kind.read().stream()).collect(Collectors.toSet()));

	@ParameterizedTest
	@CsvSource(textBlock = """
			LOG,      10_000
			CONSOLE,     100
			CHECK,        20
			METRICS,      20
			TRACES,        5
			REFUSALS,  1_000
			""")
	void enoughWasWrittenWhenTheWholeSuiteHasRun(Published where, String least) {
		assertThat(where.read().size()).as("of the whole suite").isGreaterThan(number(least));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			CREDENTIALS, 500
			COOKIES,     100
			GRANTS,      500
			SETTINGS,      1
			VALUES,      200
			HEADERS,      20
			""")
	void enoughIsLookedForWhenTheWholeSuiteHasRun(Secret kind, String least) {
		assertThat(kind.read().size()).as("of the whole suite").isGreaterThan(number(least));
	}

	@ParameterizedTest
	@EnumSource
	void noSecretIsFoundWhenAllIsSearched(Published where) {
		assertThat(where.read().stream().flatMap(WholeSuiteLeakTests::leaks).limit(100)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "LOG", "CONSOLE" })
	void eachLineIsOneObjectWhenItStandsInTheLog(Published where) {
		assertThat(where.read().stream().map(String::stripTrailing).filter((line) -> !isObject(line)).limit(100))
			.isEmpty();
	}

	private static Stream<String> leaks(String text) {
		Collection<String> found = Stream.concat(Stream.of(text), texts(text))
			.flatMap((one) -> SECRETS.in(one).stream())
			.collect(Collectors.toSet());
		return found.isEmpty() ? Stream.empty() : Stream.of(found + " in " + text);
	}

	/** The texts in a line as they were before they were escaped. */
	private static Stream<String> texts(String line) {
		try {
			return leaves(JSON.readTree(line));
		}
		catch (JacksonException _) {
			return Stream.empty();
		}
	}

	private static Stream<String> leaves(JsonNode tree) {
		return tree.isContainer() ? tree.valueStream().flatMap(WholeSuiteLeakTests::leaves)
				: Stream.of(tree.asString());
	}

	private static boolean isObject(String line) {
		if (line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS: ")) {
			// Says the JVM, before there is a service.
			return true;
		}
		if (line.startsWith("{") && !line.endsWith("}") && line.lines().count() == 1) {
			// Killed while it wrote; had it been a break of the line, the rest would
			// follow.
			return true;
		}
		try {
			return line.lines().count() == 1 && JSON.readTree(line).path("@timestamp").isString();
		}
		catch (JacksonException _) {
			return false;
		}
	}

	private static int number(String digits) {
		return Integer.parseInt(digits.replace("_", ""));
	}

}
