package io.zendeskbff.settings;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

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

	private final List<Key> keys;

	private KnownKeys(List<Key> keys) {
		this.keys = keys;
	}

	static KnownKeys load() {
		try (InputStream metadata = new ClassPathResource(METADATA, KnownKeys.class.getClassLoader())
			.getInputStream()) {
			JsonNode properties = JsonMapper.shared().readTree(metadata).path("properties");
			return new KnownKeys(properties.valueStream()
				.filter((one) -> isOurs(one.path("name").asString()))
				.map(Key::of)
				.toList());
		}
		catch (IOException ex) {
			throw new IllegalStateException("The jar lacks its configuration metadata", ex);
		}
	}

	static boolean isOurs(String key) {
		return key.regionMatches(true, 0, "bff.", 0, 4);
	}

	static boolean isOurVariable(String variable) {
		return variable.regionMatches(true, 0, "BFF_", 0, 4);
	}

	boolean hold(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
		return this.keys.stream().anyMatch((known) -> known.isNamed(name));
	}

	/** As an environment variable, Spring Boot's "Binding From Environment Variables". */
	boolean holdVariable(String variable) {
		return this.keys.stream().anyMatch((known) -> known.isNamedByVariable(variable));
	}

	/**
	 * One of our keys.
	 *
	 * @param list whether it takes several values, each with an index of its own if need
	 * be
	 */
	private record Key(ConfigurationPropertyName name, boolean list) {

		static Key of(JsonNode property) {
			return new Key(ConfigurationPropertyName.of(property.path("name").asString()),
					property.path("type").asString().matches("java\\.util\\.(?:List|Set)<.*"));
		}

		boolean isNamed(ConfigurationPropertyName other) {
			return this.name.equals(other) || (this.list && this.name.isParentOf(other)
					&& other.isNumericIndex(other.getNumberOfElements() - 1));
		}

		/** Spring Boot reads it with or without underscores for the hyphens. */
		boolean isNamedByVariable(String other) {
			String variable = this.list ? other.replaceFirst("_[0-9]+$", "") : other;
			return variable.equals(variable("")) || variable.equals(variable("_"));
		}

		private String variable(String hyphen) {
			return this.name.toString().replace("-", hyphen).replace('.', '_').toUpperCase(Locale.ROOT);
		}

	}

}
