package io.zendeskbff.settings;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.PlaceholderResolutionException;

/**
 * Looks at the configuration before anything is made of it: misspelt keys would be
 * ignored otherwise, and what is missing would end as a riddle in some URL.
 */
final class SettingsInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final String SECURITY = "spring.security.oauth2.";

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		requireKnown(environment, KnownKeys.load());
		requirePresent(environment);
	}

	private static void requireKnown(ConfigurableEnvironment environment, KnownKeys known) {
		List<String> unknown = sources(environment).flatMap((source) -> unknown(source, known)).sorted().toList();
		if (!unknown.isEmpty()) {
			throw new InvalidSettingException(
					"There is no such configuration key: " + String.join(", ", unknown) + ".");
		}
	}

	private static Stream<String> unknown(EnumerablePropertySource<?> source, KnownKeys known) {
		Stream<String> names = Arrays.stream(source.getPropertyNames());
		return (source instanceof SystemEnvironmentPropertySource)
				? names.filter((name) -> isUnknownKey(name, known) || isUnknownVariable(name, known))
				: names.filter((name) -> isUnknownKey(name, known));
	}

	private static boolean isUnknownKey(String name, KnownKeys known) {
		return KnownKeys.isOurs(name) && !known.hold(name);
	}

	private static boolean isUnknownVariable(String name, KnownKeys known) {
		return KnownKeys.isOurVariable(name) && !known.holdVariable(name);
	}

	private static void requirePresent(ConfigurableEnvironment environment) {
		PropertyResolver resolver = new BlankIsMissing(environment.getPropertySources());
		NavigableSet<String> missing = new TreeSet<>();
		sources(environment).map(EnumerablePropertySource::getPropertyNames)
			.flatMap(Arrays::stream)
			.filter((name) -> KnownKeys.isOurs(name) || name.startsWith(SECURITY))
			.forEach((name) -> unresolved(resolver, name).ifPresent(missing::add));
		if (!missing.isEmpty()) {
			throw new InvalidSettingException("The environment lacks " + String.join(", ", missing)
					+ "; README's section \"A real Zendesk account\" says what belongs there.");
		}
	}

	private static Optional<String> unresolved(PropertyResolver resolver, String name) {
		try {
			resolver.getProperty(name);
			return Optional.empty();
		}
		catch (PlaceholderResolutionException ex) {
			return Optional.of(innermost(ex).getPlaceholder());
		}
	}

	private static PlaceholderResolutionException innermost(PlaceholderResolutionException ex) {
		return (ex.getCause() instanceof PlaceholderResolutionException cause) ? innermost(cause) : ex;
	}

	private static Stream<EnumerablePropertySource<?>> sources(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.map((source) -> (EnumerablePropertySource<?>) source);
	}

	/**
	 * Takes a variable without a value for one that is not there: so come variables that
	 * a container's starter declares and nobody fills.
	 */
	private static final class BlankIsMissing extends PropertySourcesPropertyResolver {

		BlankIsMissing(PropertySources sources) {
			super(sources);
		}

		@Override
		protected @Nullable String getPropertyAsRawString(String key) {
			String value = super.getPropertyAsRawString(key);
			return (value == null || value.isBlank()) ? null : value;
		}

	}

}
