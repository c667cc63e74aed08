package io.zendeskbff.contract;

import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.zendeskbff.upstream.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers of which the table of faults cannot tell everything: rows 19 and 26 to 28, and
 * the read after an update whose outcome is unknown.
 */
@ExtendWith(FaultyBffExtension.class)
class RefusalTests {

	@ParameterizedTest
	@ValueSource(strings = { "403 json", "405 json" })
	void ownerIsToldSoWhenTheConnectedUserIsNotTheAccountsOwner(String fault, FaultyBff bff) {
		bff.zendesk().owner(false);
		bff.zendesk().failUpdates(Faults.named(fault), 1);
		HttpResponse<String> answer = bff.update();
		bff.assertAnswer(answer, "409 connection-not-owner", "-");
		bff.assertApplied(answer, "no");
		bff.assertCalls("PUT ME");
	}

	@Test
	void onlyOurFieldsAreNamedWhenZendeskRefusesValues(FaultyBff bff) {
		bff.zendesk().failUpdates(Faults.named("422 json"), 1);
		HttpResponse<String> answer = bff.update();
		bff.assertAnswer(answer, "422 billing-refused", "-");
		assertThat(JsonPath.<List<String>>read(answer.body(), "$.violations[*].pointer"))
			.containsExactly("/billing/city");
	}

	@Test
	void unknownMembersAreTheOwnersWhenZendeskAddsSome(FaultyBff bff) {
		bff.zendesk().failReads(Faults.named("unknown members"));
		assertThat(bff.read().body()).contains("\"new\":{\"x\":[1.0]}");
		assertThat(bff.readAsAdmin().body()).startsWith("{\"account_key\"").doesNotContain("new", "billing");
		HttpResponse<String> updated = bff.update();
		assertThat(updated.statusCode()).isEqualTo(200);
		assertThat(updated.body()).contains("\"new\":{\"x\":[1.0]}", "Thun");
	}

	/** It is to answer a question, so it is not repeated as a caller's read would be. */
	@ParameterizedTest
	@ValueSource(strings = { "reset", "end in the body", "502 html", "503 json, Retry-After: 0", "429 text" })
	void outcomeStaysUnknownAfterOneReadWhenThatFailsToo(String fault, FaultyBff bff) {
		bff.earnARetry();
		bff.zendesk().applyAllTheSame();
		bff.zendesk().failUpdates(Faults.named("500 json"), 1);
		bff.zendesk().failReads(Faults.named(fault));
		HttpResponse<String> answer = bff.update();
		bff.assertAnswer(answer, "502 upstream-failed", "-");
		bff.assertApplied(answer, "unknown");
		bff.assertCalls("PUT GET");
	}

}
