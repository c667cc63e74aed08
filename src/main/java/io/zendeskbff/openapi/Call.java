package io.zendeskbff.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.zendeskbff.origin.CsrfFilter;
import io.zendeskbff.surface.RequestId;

/**
 * One call as it is being described: what it is for, who may make it, and what he gets.
 */
final class Call {

	/** What may meet any request. */
	private static final List<String> ALWAYS = List.of("bad-request", "not-implemented", "overloaded", "internal");

	private final Operation operation = new Operation().responses(new ApiResponses());

	private final List<String> problems = new ArrayList<>(ALWAYS);

	private final Access access;

	Call(String id, String tag, String summary, Access access) {
		this.operation.operationId(id).addTagsItem(tag).summary(summary).description(access.sentence());
		this.access = access;
		access.problems().forEach(this.problems::add);
	}

	/** With headers that are described elsewhere. */
	Call takes(String... headers) {
		Stream.of(headers).forEach((name) -> this.operation.addParametersItem(new Parameter().$ref(name)));
		return this;
	}

	Call asks(QueryParameter parameter) {
		this.operation.addParametersItem(parameter);
		return this;
	}

	Call sends(Content body) {
		this.operation.requestBody(new RequestBody().required(true).content(body));
		return this;
	}

	Call answers(int status, ApiResponse answer) {
		this.operation.getResponses().addApiResponse(Integer.toString(status), answer);
		return this;
	}

	Call fails(String... slugs) {
		this.problems.addAll(List.of(slugs));
		return this;
	}

	Call fails(List<String> slugs) {
		this.problems.addAll(slugs);
		return this;
	}

	/**
	 * Ends the description.
	 * @param answers says how problems are told
	 * @param sessions whether browsers can log in here
	 */
	Operation described(Answers answers, boolean sessions) {
		this.operation.addParametersItem(new Parameter().$ref(RequestId.HEADER));
		if (this.access.needsCsrfHeader(sessions)) {
			this.operation.addParametersItem(new Parameter().$ref(CsrfFilter.HEADER));
		}
		this.access.requirements(sessions).forEach(this.operation::addSecurityItem);
		answers.problems(this.problems.stream().filter((slug) -> sessions || !Access.isOfSessions(slug)))
			.forEach((status, answer) -> answers(status, answer));
		return this.operation;
	}

}
