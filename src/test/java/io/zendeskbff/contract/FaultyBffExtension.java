package io.zendeskbff.contract;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test the one {@link FaultyBff}, as new. JUnit closes it after the last
 * test.
 */
final class FaultyBffExtension implements ParameterResolver, BeforeEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(FaultyBffExtension.class);

	@Override
	public void beforeEach(ExtensionContext context) {
		bff(context).reset();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == FaultyBff.class;
	}

	@Override
	public FaultyBff resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return bff(context);
	}

	private static FaultyBff bff(ExtensionContext context) {
		return context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(FaultyBff.class, (_) -> new FaultyBff(), FaultyBff.class);
	}

}
