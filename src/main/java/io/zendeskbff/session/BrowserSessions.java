package io.zendeskbff.session;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ties sessions to browsers by a cookie.
 */
public final class BrowserSessions {

	static final String COOKIE = "zendesk-account-bff";

	private static final int OCTETS = 32;

	private final SecureRandom random = new SecureRandom();

	private final Sessions sessions;

	private final SealedCookie cookie;

	private final SessionProperties properties;

	private final InstantSource clock;

	BrowserSessions(Sessions sessions, SealedCookie cookie, SessionProperties properties, InstantSource clock) {
		this.sessions = sessions;
		this.cookie = cookie;
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * The name of the cookie.
	 * @param secure whether browsers come over TLS
	 * @return with the prefix that it has then
	 */
	public static String cookieName(boolean secure) {
		return SealedCookie.nameOf(COOKIE, secure);
	}

	/**
	 * Begins a session, under a new id whatever the browser has sent; one that it has had
	 * ends.
	 * @param login who has logged in
	 * @param request his call
	 * @param response gets the cookie
	 * @throws SessionUnavailableException when the shared store is away
	 */
	public void begin(Login login, HttpServletRequest request, HttpServletResponse response) {
		find(request).ifPresent(this.sessions::end);
		Instant now = this.clock.instant();
		Instant end = now.plus(this.properties.session().absolute());
		PortalSession session = new PortalSession(newId(), login, end, end).usedAt(now,
				this.properties.session().idle());
		this.sessions.begin(session);
		this.cookie.write(response, session.id().getBytes(StandardCharsets.US_ASCII), null);
	}

	/**
	 * Looks for the session of a request.
	 * @param request any request
	 * @return empty when it has none, or no longer
	 * @throws SessionUnavailableException when the shared store is away
	 */
	public Optional<PortalSession> find(HttpServletRequest request) {
		return this.cookie.read(request)
			.map((id) -> new String(id, StandardCharsets.US_ASCII))
			.flatMap(this.sessions::find);
	}

	/**
	 * Notes that a session is in use, so that it is not taken for idle.
	 * @param session one that was found
	 */
	void use(PortalSession session) {
		PortalSession used = session.usedAt(this.clock.instant(), this.properties.session().idle());
		if (used.isLongerThan(session, this.properties.session().idle())) {
			this.sessions.extend(used);
		}
	}

	/**
	 * Lets nobody update billing by an old login.
	 * @param session his
	 * @throws LoginTooOldException when it is
	 */
	void requireFreshLogin(PortalSession session) {
		if (this.clock.instant().isAfter(session.login().authenticatedAt().plus(this.properties.writeMaxAge()))) {
			throw new LoginTooOldException(this.properties.writeMaxAge());
		}
	}

	/**
	 * Ends a session.
	 * @param session which
	 * @param response has the browser forget its cookie
	 * @throws SessionUnavailableException when the shared store is away
	 */
	public void end(PortalSession session, HttpServletResponse response) {
		this.sessions.end(session);
		this.cookie.clear(response);
	}

	/**
	 * Ends what an identity provider wants ended.
	 * @param notice which
	 * @return false when the same notice was obeyed before
	 * @throws SessionUnavailableException when the shared store is away
	 */
	public boolean endAll(LogoutNotice notice) {
		return this.sessions.endAll(notice);
	}

	private String newId() {
		byte[] id = new byte[OCTETS];
		this.random.nextBytes(id);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
	}

}
