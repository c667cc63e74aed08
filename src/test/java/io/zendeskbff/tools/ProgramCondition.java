package io.zendeskbff.tools;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Looks for what {@link RequiresProgram} names.
 */
final class ProgramCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		String program = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RequiresProgram.class)
			.map(RequiresProgram::value)
			.orElseThrow();
		return Programs.isInstalled(program) ? ConditionEvaluationResult.enabled(program + " is there")
				: ConditionEvaluationResult.disabled(program + " is missing");
	}

}
