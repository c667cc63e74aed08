package io.zendeskbff.console;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.zendeskbff.surface.Routes;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/**
 * Composes the page.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConsoleProperties.class)
class ConsoleConfiguration {

	private static final List<HttpMethod> READ = List.of(HttpMethod.GET, HttpMethod.HEAD);

	@Bean
	ConsoleFiles consoleFiles() {
		return ConsoleFiles.load();
	}

	/** Without its paths the page is not there, whoever would answer. */
	@Bean
	Routes consoleRoutes(ConsoleProperties properties, ConsoleFiles files) {
		Set<String> paths = properties.enabled() ? files.paths() : Set.of();
		return new Routes(paths.stream().collect(Collectors.toMap((path) -> path, (_) -> READ)));
	}

}
