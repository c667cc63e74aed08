package io.zendeskbff.openapi;

import java.util.List;
import java.util.SequencedMap;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.surface.Surface;

/**
 * Puts the document together: the calls that are switched on, and all that they refer to.
 */
final class Composition {

	private static final String DESCRIPTION = """
			Between a company's web portals and its Zendesk Chat account: admins read it, its owner changes the billing \
			details. Every failure is a `Problem`; any other path is `not-found`, any other method `method-not-allowed`.""";

	private final Surface surface;

	private final PublicUrl own;

	private final ProblemCatalog problems;

	private final Json json;

	Composition(Surface surface, PublicUrl own, ProblemCatalog problems, Json json) {
		this.surface = surface;
		this.own = own;
		this.problems = problems;
		this.json = json;
	}

	/**
	 * Makes it.
	 * @param version of this service
	 * @return OpenAPI 3.1
	 */
	OpenAPI document(String version) {
		SequencedMap<String, Example> examples = this.json.read("examples.json", Example.class);
		OpenAPI document = new OpenAPI(SpecVersion.V31).openapi("3.1.0")
			.info(new Info().title("zendesk-account-bff").version(version).description(DESCRIPTION))
			.servers(List.of(new Server().url(server())))
			.components(components(examples));
		new Calls(new Answers(this.problems, examples.keySet()), takesSessions()).all().forEach((path, calls) -> {
			if (this.surface.methods().containsKey(path)) {
				document.path(path, calls);
			}
		});
		return document;
	}

	/** Never what a request says of our host. */
	private String server() {
		return (this.own.publicUrl() != null) ? this.own.of("").toString() : "/";
	}

	private boolean takesSessions() {
		return this.surface.methods().containsKey(Paths.LOGIN);
	}

	private Components components(SequencedMap<String, Example> examples) {
		Components components = new Components();
		Schemas.all(this.json, this.problems).forEach(components::addSchemas);
		Headers.parameters().forEach(components::addParameters);
		Headers.headers().forEach(components::addHeaders);
		examples.forEach(components::addExamples);
		Schemes.all(this.own).forEach(components::addSecuritySchemes);
		return components;
	}

}
