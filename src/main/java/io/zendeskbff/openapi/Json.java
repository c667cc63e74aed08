package io.zendeskbff.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;

/**
 * Reads and writes as springdoc does, which speaks Jackson 2; nothing else here does.
 */
final class Json {

	private final ObjectMapper mapper;

	Json(ObjectMapper mapper) {
		this.mapper = mapper;
	}

	byte[] bytes(OpenAPI document) {
		try {
			return this.mapper.writeValueAsBytes(document);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What stands beside this class, as it cannot be computed.
	 * @param name of a file with a JSON object
	 * @param type of its members' values
	 * @return the members in their order
	 */
	<T> SequencedMap<String, T> read(String name, Class<T> type) {
		try (InputStream file = Objects.requireNonNull(Json.class.getResourceAsStream("/openapi/" + name))) {
			return this.mapper.readValue(file,
					this.mapper.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, type));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
