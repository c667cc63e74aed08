package io.zendeskbff.contract;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips tests of {@link Squid} where it is not installed: the build does not need it.
 */
final class SquidCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Programs.isInstalled("squid") ? ConditionEvaluationResult.enabled("squid is there")
				: ConditionEvaluationResult.disabled("squid is missing");
	}

}
