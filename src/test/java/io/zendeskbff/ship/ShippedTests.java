package io.zendeskbff.ship;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;

import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is shipped: nothing that only the build, the tests or a debugger needs.
 */
class ShippedTests {

	private static final String DEPENDENCIES = "/*/*[local-name()='dependencies']/*[local-name()='dependency']";

	/** Whatever comes here comes into the image. */
	@Test
	void dependenciesAreTheseWhenTheyAreNotForTests() throws IOException, XPathExpressionException {
		assertThat(artifacts("[not(*[local-name()='scope']='test')]")).containsExactlyInAnyOrder(
				"spring-boot-starter-webmvc", "spring-boot-starter-webclient",
				"spring-boot-starter-security-oauth2-client", "spring-boot-starter-security-oauth2-resource-server",
				"spring-boot-starter-actuator", "spring-boot-starter-data-redis", "spring-boot-starter-opentelemetry",
				"resilience4j-spring-boot4", "caffeine", "micrometer-registry-prometheus", "spring-modulith-api",
				"springdoc-openapi-starter-webmvc-api");
		assertThat(artifacts("")).contains("spring-boot-starter-test", "wiremock-standalone",
				"springdoc-openapi-starter-webmvc-ui");
	}

	private static List<String> artifacts(String which) throws IOException, XPathExpressionException {
		try (Reader pom = Files.newBufferedReader(Path.of("pom.xml"))) {
			XPathNodes nodes = XPathFactory.newInstance()
				.newXPath()
				.evaluateExpression(DEPENDENCIES + which + "/*[local-name()='artifactId']", new InputSource(pom),
						XPathNodes.class);
			return StreamSupport.stream(nodes.spliterator(), false).map((node) -> node.getTextContent()).toList();
		}
	}

	/**
	 * A JRE, the jar's own layers, options and cache; no compiler, source or training.
	 */
	@Test
	void imageHoldsTheseWhenItIsBuilt() throws IOException {
		String dockerfile = Files.readString(Path.of("Dockerfile"));
		assertThat(stage(dockerfile, "FROM eclipse-temurin:25-jre AS service")).containsExactly("WORKDIR /app",
				"COPY --from=build /build/extracted/dependencies/ ./",
				"COPY --from=build /build/extracted/spring-boot-loader/ ./",
				"COPY --from=build /build/extracted/snapshot-dependencies/ ./", "COPY src/main/docker/jvm.options ./",
				"COPY --from=build /build/extracted/application/ ./");
		assertThat(stage(dockerfile, "FROM service")).filteredOn((line) -> line.matches("(ADD|COPY|RUN) .*"))
			.containsExactly("COPY --from=training /tmp/app.aot ./");
		assertThat(dockerfile.substring(dockerfile.lastIndexOf("\nFROM ")).strip()).startsWith("FROM service\n");
	}

	/** Its instructions. */
	private static List<String> stage(String dockerfile, String from) {
		return dockerfile.lines()
			.dropWhile((line) -> !line.equals(from))
			.skip(1)
			.takeWhile((line) -> !line.startsWith("FROM "))
			.filter((line) -> line.matches("[A-Z]+ .*"))
			.toList();
	}

	@Test
	void nobodyCanDebugTheServiceWhenItRunsAsShipped() throws IOException {
		List<String> options = Files.readAllLines(Path.of("src/main/docker/jvm.options"))
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.toList();
		assertThat(options).isNotEmpty()
			.allMatch((option) -> option.matches("-XX:[+A-Za-z]+(=\\d+m?)?|-Xss\\d+k"))
			.noneMatch((option) -> option.matches(".*(Debug|HeapDump|FlightRecord|Unlock|DynamicAgent).*"));
		String entryPoint = Files.readAllLines(Path.of("Dockerfile")).getLast();
		assertThat(Arrays.stream(entryPoint.split("\", \"|\\[\"|\"]", -1)).skip(1)).containsExactly("java",
				"@/app/jvm.options", "-XX:AOTCache=/app/app.aot", "-Xlog:aot=off", "-jar",
				"/app/zendesk-account-bff.jar", "");
		assertThat(Files.readString(Path.of("src/main/resources/application.yaml"))).doesNotContain("debug:", "trace:",
				"include-stacktrace", "include-message", "show-details", "show-values", "devtools");
	}

}
