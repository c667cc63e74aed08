package io.zendeskbff.tools;

import java.io.IOException;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Looks for a Docker Engine whose containers can be on this machine's own network, as
 * they can on Linux.
 */
final class RedisCondition implements ExecutionCondition {

	private static final ConditionEvaluationResult RESULT = evaluate();

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return RESULT;
	}

	private static ConditionEvaluationResult evaluate() {
		return (System.getProperty("os.name").equals("Linux") && Programs.isInstalled("docker") && isRunning())
				? ConditionEvaluationResult.enabled("Docker Engine is there")
				: ConditionEvaluationResult.disabled("No Docker Engine runs on this machine");
	}

	private static boolean isRunning() {
		try {
			return new ProcessBuilder("docker", "info").redirectErrorStream(true)
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
