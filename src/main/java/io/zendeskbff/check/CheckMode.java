package io.zendeskbff.check;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Composes the service as it is with {@code --check}, but opens no port, and leaves the
 * console to the findings.
 */
final class CheckMode implements EnvironmentPostProcessor {

	/** What stands in the environment then, and nobody sets by chance. */
	static final String ON = "self-check.on";

	private static final String ARGUMENT = "check";

	private static final Map<String, Object> SETTINGS = Map.of(ON, true, "server.port", -1, "management.server.port",
			-1, "bff.http.drain-period", "0s", "spring.main.banner-mode", "off", "logging.structured.format.console",
			"", "logging.level.root", "error", "logging.level.audit", "error");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (isAsked(environment)) {
			environment.getPropertySources().addFirst(new MapPropertySource("self-check", SETTINGS));
		}
	}

	/** On the command line; a variable or a file that happens to say so is another's. */
	private static boolean isAsked(ConfigurableEnvironment environment) {
		PropertySource<?> arguments = environment.getPropertySources()
			.get(CommandLinePropertySource.COMMAND_LINE_PROPERTY_SOURCE_NAME);
		return arguments != null && "".equals(arguments.getProperty(ARGUMENT));
	}

}
