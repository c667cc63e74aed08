package io.zendeskbff.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.zendeskbff.openapi.ProblemCatalog.Kind;
import io.zendeskbff.surface.RequestId;

import org.springframework.http.HttpHeaders;

/**
 * Answers and bodies: of which schema they are, with which headers and examples.
 */
final class Answers {

	private static final int UNAUTHORIZED = 401;

	private static final int UNAVAILABLE = 503;

	private final ProblemCatalog catalog;

	private final Set<String> examples;

	/**
	 * What answers are put together of.
	 * @param catalog every kind of problem
	 * @param examples the names of those that there are
	 */
	Answers(ProblemCatalog catalog, Set<String> examples) {
		this.catalog = catalog;
		this.examples = examples;
	}

	ApiResponse json(String description, String schema, String... examples) {
		return plain(description, List.of()).content(body(List.of(schema), examples));
	}

	ApiResponse account() {
		return plain("The account, as the caller's role may see it", Headers.OF_ACCOUNTS)
			.content(body(List.of("Account", "AdminAccount"), "Account", "AdminAccount"));
	}

	ApiResponse plain(String description, List<String> headers) {
		ApiResponse answer = new ApiResponse().description(description);
		Stream.concat(headers.stream(), Stream.of(RequestId.HEADER))
			.forEach((name) -> answer.addHeaderObject(name, new Header().$ref(name)));
		return answer;
	}

	/** A body in JSON of any of these schemas. */
	Content body(List<String> schemas, String... examples) {
		return content("application/json", schemas, Arrays.stream(examples));
	}

	private Content content(String type, List<String> schemas, Stream<String> examples) {
		MediaType body = new MediaType().schema(anyOf(schemas));
		examples.filter(this.examples::contains).forEach((name) -> body.addExamples(name, new Example().$ref(name)));
		return new Content().addMediaType(type, body);
	}

	private static JsonSchema anyOf(List<String> names) {
		List<JsonSchema> schemas = names.stream().map(Answers::reference).toList();
		if (schemas.size() == 1) {
			return schemas.getFirst();
		}
		JsonSchema any = new JsonSchema();
		schemas.forEach(any::addAnyOfItem);
		return any;
	}

	static JsonSchema reference(String name) {
		JsonSchema reference = new JsonSchema();
		reference.set$ref(name);
		return reference;
	}

	/** Problems of the same status share an answer, which names them. */
	SortedMap<Integer, ApiResponse> problems(Stream<String> slugs) {
		SortedMap<Integer, ApiResponse> answers = new TreeMap<>();
		slugs.distinct()
			.map(this.catalog::of)
			.collect(Collectors.groupingBy(Kind::status))
			.forEach((status, kinds) -> answers.put(status, problem(status, kinds)));
		return answers;
	}

	private ApiResponse problem(int status, List<Kind> kinds) {
		String description = kinds.stream()
			.map((kind) -> "`%s`: %s".formatted(kind.slug(), kind.title()))
			.collect(Collectors.joining("; "));
		return plain(description, headers(status))
			.content(content("application/problem+json", List.of("Problem"), kinds.stream().map(Kind::slug)));
	}

	private static List<String> headers(int status) {
		return switch (status) {
			case UNAUTHORIZED -> List.of(HttpHeaders.WWW_AUTHENTICATE);
			case UNAVAILABLE -> List.of(HttpHeaders.RETRY_AFTER);
			default -> List.of();
		};
	}

}
