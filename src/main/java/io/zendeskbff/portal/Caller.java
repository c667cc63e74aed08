package io.zendeskbff.portal;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as an issuer that we trust says, and which role that gives him.
 *
 * @param issuer the {@code iss} claim, RFC 7519 section 4.1.1
 * @param subject the {@code sub} claim, or the client's id where a client calls for
 * itself and its token names no subject
 * @param role the higher of the roles he has, null when he has none
 * @param name what people call him, null where nobody says: machines have none
 */
public record Caller(String issuer, String subject, @Nullable Role role, @Nullable String name) {

	private static final String ATTRIBUTE = Caller.class.getName();

	/**
	 * A caller without a name.
	 */
	public Caller(String issuer, String subject, @Nullable Role role) {
		this(issuer, subject, role, null);
	}

	/**
	 * The caller of a request, once the security chain knows him.
	 * @param request the request to look at
	 * @return empty before authentication and for anonymous requests
	 */
	public static Optional<Caller> of(HttpServletRequest request) {
		return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
	}

	/**
	 * The role of a caller whom the security chain let through.
	 * @return his role
	 * @throws IllegalStateException when he has none and should not have got here
	 */
	public Role requireRole() {
		if (this.role == null) {
			throw new IllegalStateException("A caller without a role came past the security chain");
		}
		return this.role;
	}

	/**
	 * Whether he is the same person or machine, whatever his roles are meanwhile.
	 * @param other another caller, or he
	 */
	public boolean isSameAs(Caller other) {
		return this.issuer.equals(other.issuer) && this.subject.equals(other.subject);
	}

	/** In logs other than the audit trail nobody has a name. */
	@Override
	public String toString() {
		return "Caller[role=%s]".formatted(this.role);
	}

	void rememberIn(HttpServletRequest request) {
		request.setAttribute(ATTRIBUTE, this);
	}

}
