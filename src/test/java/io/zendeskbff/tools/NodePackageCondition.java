package io.zendeskbff.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Looks for what {@link RequiresNodePackage} names.
 */
final class NodePackageCondition implements ExecutionCondition {

	/** The first that runs the packages; Debian 12 has 18. */
	private static final String GOOD_VERSION = "v[2-9][0-9]\\..+";

	private static final String VERSION = version();

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String name = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RequiresNodePackage.class)
			.map(RequiresNodePackage::value)
			.orElseThrow();
		if (!VERSION.matches(GOOD_VERSION)) {
			return ConditionEvaluationResult.disabled("node 20 or newer is missing, there is " + VERSION);
		}
		if (!Files.isDirectory(NodePackages.DIRECTORY.resolve("node_modules").resolve(name))) {
			return ConditionEvaluationResult
				.disabled("%s is missing: run npm ci in %s".formatted(name, NodePackages.DIRECTORY));
		}
		return ConditionEvaluationResult.enabled("node and " + name + " are there");
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
