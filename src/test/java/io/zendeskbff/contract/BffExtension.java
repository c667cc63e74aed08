package io.zendeskbff.contract;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test the one {@link RunningBff} with default settings, as new. JUnit closes
 * it after the last test.
 */
final class BffExtension implements ParameterResolver, BeforeEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(BffExtension.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		bff(context).reset();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == RunningBff.class;
	}

	@Override
	public RunningBff resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return bff(context);
	}

	private static RunningBff bff(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(RunningBff.class, (_) -> RunningBff.start(), RunningBff.class);
	}

}
