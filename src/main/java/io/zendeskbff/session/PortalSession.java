package io.zendeskbff.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

/**
 * One browser's session.
 *
 * @param id by which it is found; only ever sealed in the browser's cookie
 * @param login what it began with
 * @param expiresAt when it ends if nothing is called
 * @param end when it ends whatever is called
 */
public record PortalSession(String id, Login login, Instant expiresAt, Instant end) {

	private static final String ATTRIBUTE = PortalSession.class.getName();

	/** Of the time that it may be idle: what is called within is not written down. */
	private static final int PART = 30;

	/**
	 * The session that a request belongs to.
	 * @param request the request to look at
	 * @return empty before authentication and for all others
	 */
	public static Optional<PortalSession> of(HttpServletRequest request) {
		return Optional.ofNullable((PortalSession) request.getAttribute(ATTRIBUTE));
	}

	void rememberIn(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

	boolean isOver(Instant now) {
		return !now.isBefore(this.expiresAt);
	}

	/** The same, as it is after a call. */
	PortalSession usedAt(Instant now, Duration idle) {
		return new PortalSession(this.id, this.login, earlier(now.plus(idle), this.end), this.end);
	}

	/** Whether that call is worth to be written down. */
	boolean isLongerThan(PortalSession before, Duration idle) {
		return Duration.between(before.expiresAt, this.expiresAt).compareTo(idle.dividedBy(PART)) >= 0;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	/** Never an id in a log. */
	@Override
	public String toString() {
		return "PortalSession[expiresAt=%s]".formatted(this.expiresAt);
	}

}
