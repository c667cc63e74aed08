package io.zendeskbff.problem;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import io.zendeskbff.account.Applied;
import io.zendeskbff.billing.Violation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * One problem as it is told to a caller, RFC 9457: its type, a sentence on this
 * occurrence, and what goes with it.
 *
 * @param type which problem
 * @param detail a sentence for the caller; nothing that Zendesk said, nothing of his body
 * @param violations why a body is refused
 * @param headers what HTTP demands beside it
 * @param applied whether a failed update may have arrived
 * @param loginUrl where a browser logs in, null where that would not help or cannot be
 */
record Problem(ProblemType type, String detail, List<Violation> violations, Map<String, String> headers,
		Applied applied, @Nullable URI loginUrl) {

	Problem {
		violations = List.copyOf(violations);
		headers = Map.copyOf(headers);
	}

	static Problem of(ProblemType type, String detail) {
		return new Problem(type, detail, List.of(), Map.of(), Applied.NO, null);
	}

	Problem with(List<Violation> reasons) {
		return new Problem(this.type, this.detail, reasons, this.headers, this.applied, this.loginUrl);
	}

	Problem with(Applied outcome) {
		return new Problem(this.type, this.detail, this.violations, this.headers, outcome, this.loginUrl);
	}

	Problem withLoginUrl(URI url) {
		return new Problem(this.type, this.detail, this.violations, this.headers, this.applied, url);
	}

	Problem withDetail(String sentence) {
		return new Problem(this.type, sentence, this.violations, this.headers, this.applied, this.loginUrl);
	}

	Problem withHeader(String name, String value) {
		SequencedMap<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new Problem(this.type, this.detail, this.violations, more, this.applied, this.loginUrl);
	}

	/** RFC 9110 section 10.2.3, in whole seconds, rounded up. */
	Problem withRetryAfter(Duration pause) {
		return withHeader(HttpHeaders.RETRY_AFTER,
				Long.toString(Math.max(0, pause.plusNanos(999_999_999).toSeconds())));
	}

}
