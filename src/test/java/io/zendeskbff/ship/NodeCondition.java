package io.zendeskbff.ship;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests with Kubernetes's schemas where Node or its packages are missing: the build
 * needs neither.
 */
final class NodeCondition implements ExecutionCondition {

	static final Path DIRECTORY = Path.of("src/test/node");

	/** The first that runs the packages; Debian 12 has 18. */
	private static final String GOOD_VERSION = "v[2-9][0-9]\\..+";

	private static final ConditionEvaluationResult RESULT = evaluate();

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return RESULT;
	}

	private static ConditionEvaluationResult evaluate() {
		if (!version().matches(GOOD_VERSION)) {
			return ConditionEvaluationResult.disabled("node 20 or newer is missing, there is " + version());
		}
		if (!Files.isDirectory(DIRECTORY.resolve("node_modules/kubernetes-models"))) {
			return ConditionEvaluationResult.disabled("kubernetes-models is missing: run npm ci in " + DIRECTORY);
		}
		return ConditionEvaluationResult.enabled("node and kubernetes-models are there");
	}

	private static String version() {
		try {
			Process node = new ProcessBuilder("node", "--version").start();
			return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException _) {
			return "none";
		}
	}

}
