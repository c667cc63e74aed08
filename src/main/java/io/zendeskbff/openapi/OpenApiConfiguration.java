package io.zendeskbff.openapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.surface.Routes;
import io.zendeskbff.surface.Surface;
import org.springdoc.core.providers.ObjectMapperProvider;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * Composes the document, where it is wanted.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublicUrl.class)
class OpenApiConfiguration {

	/**
	 * springdoc brings Jackson 2 with its YAML, and Spring would have whoever asks for it
	 * answered by that.
	 */
	@Bean
	ServerHttpMessageConvertersCustomizer withoutYaml() {
		return (builder) -> builder.configureMessageConvertersList((converters) -> converters
			.removeIf((converter) -> converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
	}

	@Bean
	@ConditionalOnDocument
	Routes openApiRoutes() {
		return new Routes(Map.of(Paths.API_DOCS, List.of(HttpMethod.GET)));
	}

	@Bean
	@ConditionalOnDocument
	Document openApiDocument(Surface surface, PublicUrl own, ProblemCatalog problems, ObjectMapperProvider springdoc,
			Optional<BuildProperties> build) {
		Json json = new Json(springdoc.jsonMapper());
		Composition composition = new Composition(surface, own, problems, json);
		return new Document(
				() -> json.bytes(composition.document(build.map(BuildProperties::getVersion).orElse("unknown"))));
	}

}
