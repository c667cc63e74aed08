package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document as somebody reads it who knows nothing else.
 */
final class ApiDocument {

	static final String PATH = "/v3/api-docs";

	private static final Pattern SLUG = Pattern.compile("`([a-z-]+)`");

	private final JsonNode json;

	private ApiDocument(JsonNode json) {
		this.json = json;
	}

	static ApiDocument of(RunningBff bff) {
		HttpResponse<String> answer = bff.get(PATH, null);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return new ApiDocument(JsonMapper.shared().readTree(answer.body()));
	}

	JsonNode json() {
		return this.json;
	}

	/** The methods of each path. */
	Map<String, Set<String>> calls() {
		Map<String, Set<String>> calls = new TreeMap<>();
		for (Map.Entry<String, JsonNode> path : this.json.path("paths").properties()) {
			calls.put(path.getKey(),
					path.getValue()
						.propertyNames()
						.stream()
						.map((method) -> method.toUpperCase(Locale.ROOT))
						.collect(Collectors.toCollection(TreeSet::new)));
		}
		return calls;
	}

	JsonNode call(String method, String path) {
		return this.json.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
	}

	/** The problems of a call, as {@code <status> <slug>} each. */
	Set<String> problems(String method, String path) {
		Set<String> problems = new TreeSet<>();
		for (Map.Entry<String, JsonNode> answer : call(method, path).path("responses").properties()) {
			SLUG.matcher(answer.getValue().path("description").asString())
				.results()
				.map((MatchResult slug) -> answer.getKey() + " " + slug.group(1))
				.forEach(problems::add);
		}
		return problems;
	}

	/** All answers of a call. */
	Set<String> statuses(String method, String path) {
		return Set.copyOf(call(method, path).path("responses").propertyNames());
	}

	/** The role that a call needs; empty where it needs none. */
	String role(String method, String path) {
		return call(method, path).at("/security/0/bearer/0").asString("");
	}

	/** What a billing field may hold. */
	JsonNode billing(String field) {
		return this.json.at("/components/schemas/Billing/properties/" + field);
	}

}
