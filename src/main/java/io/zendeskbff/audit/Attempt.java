package io.zendeskbff.audit;

import java.util.Set;

import io.zendeskbff.account.Applied;
import io.zendeskbff.account.BillingField;
import io.zendeskbff.portal.Caller;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * One caller's attempt to update billing, followed from its request to its answer.
 */
public final class Attempt {

	private static final String ATTRIBUTE = Attempt.class.getName();

	private final AuditLog log;

	private final HttpServletRequest request;

	private Set<BillingField> fields = Set.of();

	private @Nullable String failure;

	private @Nullable Applied applied;

	Attempt(AuditLog log, HttpServletRequest request) {
		this.log = log;
		this.request = request;
		request.setAttribute(ATTRIBUTE, this);
	}

	/**
	 * The attempt that a request makes.
	 * @param request a request that the audit filter has seen
	 * @return its attempt
	 * @throws IllegalStateException when it is no update
	 */
	public static Attempt of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Attempt attempt) {
			return attempt;
		}
		throw new IllegalStateException("No update of billing may go unaudited");
	}

	/**
	 * Writes down that the update is about to be sent.
	 * @param changed which fields it changes
	 */
	public void start(Set<BillingField> changed) {
		this.fields = changed;
		this.log.started(caller(), changed);
	}

	/**
	 * Notes why the request that makes an attempt failed; does nothing for any other.
	 * @param request the request that failed
	 * @param slug the problem that its caller is told
	 * @param applied whether the update may have arrived
	 */
	public static void fail(HttpServletRequest request, String slug, Applied applied) {
		if (request.getAttribute(ATTRIBUTE) instanceof Attempt attempt) {
			attempt.failure = slug;
			attempt.applied = applied;
		}
	}

	/** Writes down what came of it, where somebody known made it. */
	void finish(int status) {
		Caller.of(this.request).ifPresent((caller) -> this.log.finished(caller, this.fields, outcome(), status));
	}

	private Outcome outcome() {
		return (this.failure == null || this.applied == null) ? Outcome.APPLIED
				: new Outcome(this.failure, this.applied);
	}

	private Caller caller() {
		return Caller.of(this.request)
			.orElseThrow(() -> new IllegalStateException("No update of billing is made by nobody"));
	}

	/**
	 * What came of an attempt.
	 *
	 * @param word the problem's slug, or that it was applied
	 * @param applied whether the account changed: yes, no or unknown
	 */
	record Outcome(String word, String applied) {

		static final Outcome APPLIED = new Outcome("applied", "yes");

		Outcome(String slug, Applied applied) {
			this(slug, switch (applied) {
				case NO -> "no";
				case UNKNOWN -> "unknown";
			});
		}

	}

}
