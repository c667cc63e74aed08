package io.zendeskbff.contract;

import java.io.IOException;

import io.zendeskbff.tools.Programs;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests of {@link Image} where no Docker Engine answers or the Dockerfile's base
 * images are not at hand: the build does not need them.
 */
final class DockerCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return isThere() ? ConditionEvaluationResult.enabled("Docker Engine and the base images are there")
				: ConditionEvaluationResult.disabled("Docker Engine or a base image is missing");
	}

	private static boolean isThere() {
		try {
			return Programs.isInstalled("docker") && new ProcessBuilder("docker", "image", "inspect",
					"eclipse-temurin:25-jdk", "eclipse-temurin:25-jre")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
