package io.zendeskbff.contract;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one running service to all tests that want such a one, as it was at the start,
 * and ends it after the last test.
 *
 * @param <T> the service, as tests call it
 */
abstract class SharedServiceExtension<T extends AutoCloseable> implements ParameterResolver, BeforeEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(SharedServiceExtension.class);

	private final Class<T> type;

	private final Supplier<T> starting;

	private final Consumer<T> resetting;

	/**
	 * An extension for a kind of service.
	 * @param type the type of the tests' parameter
	 * @param starting starts it, before the first test
	 * @param resetting lets it forget the test before
	 */
	SharedServiceExtension(Class<T> type, Supplier<T> starting, Consumer<T> resetting) {
		this.type = type;
		this.starting = starting;
		this.resetting = resetting;
	}

	@Override
	public final void beforeEach(ExtensionContext context) {
		this.resetting.accept(service(context));
	}

	@Override
	public final boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == this.type;
	}

	@Override
	public final Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return service(context);
	}

	private T service(ExtensionContext context) {
		return context.getRoot().getStore(NAMESPACE).computeIfAbsent(getClass(), (_) -> this.starting.get(), this.type);
	}

}
