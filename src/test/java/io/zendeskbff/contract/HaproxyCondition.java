package io.zendeskbff.contract;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests of {@link Haproxy} where it is not installed: the build does not need it.
 */
final class HaproxyCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Programs.isInstalled("haproxy") ? ConditionEvaluationResult.enabled("haproxy is there")
				: ConditionEvaluationResult.disabled("haproxy is missing");
	}

}
