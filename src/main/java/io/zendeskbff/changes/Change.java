package io.zendeskbff.changes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.portal.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to update billing, as owners are told of it.
 *
 * @param at when it was about to be sent, to the second
 * @param by whose it was
 * @param fields the names of the fields that were to change
 * @param outcome started, applied, or the slug of the problem that the caller was told
 * @param applied whether the account changed: yes, no or unknown
 * @param requestId by which it is found in logs
 */
record Change(Instant at, By by, List<String> fields, String outcome, String applied, String requestId) {

	/** Under way, or its process has died. */
	private static final String STARTED = "started";

	Change {
		Stream.of(by, outcome, applied, requestId).forEach(Objects::requireNonNull);
		at = at.truncatedTo(ChronoUnit.SECONDS);
		fields = List.copyOf(fields);
	}

	static Change started(Instant at, Caller caller, Set<BillingField> fields, String requestId) {
		return new Change(at, new By(caller.issuer(), caller.subject(), caller.name()),
				fields.stream().map(BillingField::key).toList(), STARTED, "unknown", requestId);
	}

	/** The same once it has ended. */
	Change ended(String how, String changed) {
		return new Change(this.at, this.by, this.fields, how, changed, this.requestId);
	}

	boolean hasEnded() {
		return !this.outcome.equals(STARTED);
	}

	/**
	 * Who.
	 *
	 * @param issuer of the caller's token
	 * @param subject the caller's name there
	 * @param name what people call him, null where nobody says
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record By(String issuer, String subject, @Nullable String name) {

		By {
			Objects.requireNonNull(issuer);
			Objects.requireNonNull(subject);
		}

		/** Nobody has a name in logs. */
		@Override
		public String toString() {
			return "By[]";
		}

	}

}
