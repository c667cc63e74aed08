package io.zendeskbff.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.io.ClassPathResource;

/**
 * Our own configuration keys, as the compiler wrote them down from the properties
 * records.
 */
final class KnownKeys {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private final List<ConfigurationPropertyName> names;

	private final Set<String> variables;

	private KnownKeys(List<String> keys) {
		this.names = keys.stream().map(ConfigurationPropertyName::of).toList();
		this.variables = keys.stream().map(KnownKeys::variable).collect(Collectors.toUnmodifiableSet());
	}

	static KnownKeys load() {
		try (InputStream metadata = new ClassPathResource(METADATA, KnownKeys.class.getClassLoader())
			.getInputStream()) {
			JsonNode properties = JsonMapper.shared().readTree(metadata).path("properties");
			return new KnownKeys(properties.valueStream()
				.map((one) -> one.path("name").asString())
				.filter(KnownKeys::isOurs)
				.toList());
		}
		catch (IOException ex) {
			throw new IllegalStateException("The jar lacks its configuration metadata", ex);
		}
	}

	static boolean isOurs(String key) {
		return key.startsWith("bff.");
	}

	/** Lists count under the name of their key. */
	boolean hold(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		return this.names.stream().anyMatch((known) -> known.equals(name) || isElement(known, name));
	}

	/** As an environment variable, Spring Boot's "Binding From Environment Variables". */
	boolean holdVariable(String variable) {
		return this.variables.contains(withoutIndex(variable).replace("_", ""));
	}

	private static boolean isElement(ConfigurationPropertyName known, ConfigurationPropertyName name) {
		return known.isParentOf(name) && name.isLastElementIndexed();
	}

	private static String variable(String key) {
		return key.replace(".", "").replace("-", "").toUpperCase(Locale.ROOT);
	}

	private static String withoutIndex(String variable) {
		return variable.replaceFirst("_[0-9]+_?$", "");
	}

}
