package io.zendeskbff.ship;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests of Prometheus's promtool where it is not installed: the build does not need
 * it.
 */
final class PromtoolCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return isInstalled() ? ConditionEvaluationResult.enabled("promtool is there")
				: ConditionEvaluationResult.disabled("promtool is missing");
	}

	private static boolean isInstalled() {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "promtool")));
	}

}
