package io.zendeskbff.problem;

import java.util.List;
import java.util.stream.Stream;

import io.zendeskbff.documents.Readme;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * README's table of problems is the code's.
 */
class DocumentedProblemsTests {

	@Test
	void readmeHasEveryProblemWhenRead() {
		List<List<String>> expected = Stream.of(ProblemType.values())
			.map((type) -> List.of("`" + type.slug() + "`", Integer.toString(type.status().value())))
			.toList();
		assertThat(Readme.read().table("slug").stream().map((row) -> row.subList(0, 2))).isEqualTo(expected);
		assertThat(Readme.read().table("slug")).allSatisfy((row) -> assertThat(row.get(2)).isNotBlank());
	}

}
