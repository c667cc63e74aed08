package io.zendeskbff.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.responses.ApiResponse;
import io.zendeskbff.openapi.ProblemCatalog.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How problems are told of.
 */
class AnswersTests {

	private final Answers answers = new Answers(
			new ProblemCatalog(List.of(new Kind("away", "urn:away", 503, "Away"),
					new Kind("busy", "urn:busy", 503, "Busy"), new Kind("stranger", "urn:stranger", 401, "Stranger"))),
			Set.of("busy"));

	@Test
	void problemsShareAnAnswerWhenTheirStatusIsTheSame() {
		Map<Integer, ApiResponse> told = this.answers.problems(Stream.of("stranger", "busy", "away", "busy"));
		assertThat(told).containsOnlyKeys(401, 503);
		assertThat(told).extractingByKey(503)
			.extracting(ApiResponse::getDescription)
			.isEqualTo("`busy`: Busy; `away`: Away");
	}

	@Test
	void headersAreThoseOfTheStatusWhenThereAreAny() {
		Map<Integer, ApiResponse> told = this.answers.problems(Stream.of("stranger", "busy"));
		assertThat(told).extractingByKey(401)
			.satisfies((answer) -> assertThat(answer.getHeaders()).containsKeys("WWW-Authenticate", "X-Request-Id"));
		assertThat(told).extractingByKey(503)
			.satisfies((answer) -> assertThat(answer.getHeaders()).containsKeys("Retry-After", "X-Request-Id"));
	}

	@Test
	void onlyExamplesThatThereAreAreNamedWhenProblemIsTold() {
		Map<Integer, ApiResponse> told = this.answers.problems(Stream.of("away", "busy"));
		assertThat(told).extractingByKey(503)
			.satisfies((answer) -> assertThat(answer.getContent().values()).singleElement()
				.satisfies((body) -> assertThat(body.getExamples()).containsOnlyKeys("busy")));
	}

	@Test
	void mistakeIsNoticedWhenThereIsNoSuchProblem() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.answers.problems(Stream.of("bussy")))
			.withMessage("There is no problem bussy");
	}

}
