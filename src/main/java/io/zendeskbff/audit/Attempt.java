package io.zendeskbff.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.zendeskbff.account.Applied;
import io.zendeskbff.fields.BillingField;
import io.zendeskbff.portal.Caller;
import io.zendeskbff.surface.RequestId;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpMethod;

/**
 * One known caller's attempt to update billing, followed from the request to the answer,
 * which leaves only after it is written down.
 */
public final class Attempt {

	private static final String ATTRIBUTE = Attempt.class.getName();

	private final Caller caller;

	private final String requestId;

	private Set<BillingField> fields = Set.of();

	private boolean started;

	private boolean ended;

	private Attempts.Ending ending = (_, _) -> {
	};

	private Attempt(Caller caller, String requestId) {
		this.caller = caller;
		this.requestId = requestId;
	}

	/**
	 * The attempt that a request makes, the same at each call.
	 * @param request any request
	 * @return empty when it is no update, or nobody knows whose
	 */
	public static Optional<Attempt> of(HttpServletRequest request) {
		if (request.getAttribute(ATTRIBUTE) instanceof Attempt known) {
			return Optional.of(known);
		}
		Optional<Attempt> attempt = HttpMethod.PUT.matches(request.getMethod())
				? Caller.of(request).map((caller) -> new Attempt(caller, RequestId.of(request))) : Optional.empty();
		attempt.ifPresent((made) -> request.setAttribute(ATTRIBUTE, made));
		return attempt;
	}

	/**
	 * Writes down that the update is about to be sent.
	 * @param changed which fields it changes
	 * @param attempts is told of it, and later of its end
	 */
	public void start(Set<BillingField> changed, Attempts attempts) {
		this.fields = changed;
		this.started = true;
		AuditLog.started(this.caller, changed);
		this.ending = attempts.started(this.caller, changed, this.requestId);
	}

	/** Writes down that the account changed. */
	public void succeed() {
		this.ended = true;
		AuditLog.applied(this.caller, this.fields);
		this.ending.ended("applied", "yes");
	}

	/**
	 * Whether anything of the update may have left.
	 * @return true once it was written down that it starts
	 */
	public boolean isStarted() {
		return this.started;
	}

	/**
	 * Writes down that it failed, or was refused before it started; nothing where its end
	 * is known already and only the answer failed.
	 * @param slug the problem that the caller is told
	 * @param applied whether the account may have changed all the same
	 */
	public void fail(String slug, Applied applied) {
		if (!this.ended) {
			this.ended = true;
			String word = applied.name().toLowerCase(Locale.ROOT);
			AuditLog.failed(this.caller, this.fields, slug, word);
			this.ending.ended(slug, word);
		}
	}

}
