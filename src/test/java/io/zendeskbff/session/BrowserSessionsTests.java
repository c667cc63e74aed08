package io.zendeskbff.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.zendeskbff.store.TestKeys;
import jakarta.servlet.http.Cookie;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * How long a session lasts, by a clock that tests move.
 */
class BrowserSessionsTests {

	private static final Duration IDLE = Duration.ofMinutes(30);

	private static final Duration ABSOLUTE = Duration.ofHours(8);

	private Instant now = TestLogins.NOW;

	private final MemorySessions store = new MemorySessions(() -> this.now);

	private final SealedCookie cookie = new SealedCookie(TestKeys.sealer(1), "session", true);

	private final BrowserSessions sessions = new BrowserSessions(this.store, this.cookie,
			new SessionProperties(new SessionProperties.Session(IDLE, ABSOLUTE), Duration.ofMinutes(15)),
			() -> this.now);

	private final MockHttpServletRequest browser = new MockHttpServletRequest();

	@Test
	void sessionEndsWhenNothingIsCalled() {
		begin();
		pass(IDLE.minusMillis(1));
		assertThat(find()).isPresent();
		pass(Duration.ofMillis(1));
		assertThat(find()).isEmpty();
	}

	@Test
	void sessionGoesOnWhenItIsUsed() {
		begin();
		for (int i = 0; i < 10; i++) {
			pass(IDLE.minusSeconds(1));
			this.sessions.use(find().orElseThrow());
		}
		assertThat(find())
			.hasValueSatisfying((session) -> assertThat(session.expiresAt()).isEqualTo(this.now.plus(IDLE)));
	}

	@Test
	void sessionEndsWhenItIsOnlyLookedAt() {
		begin();
		for (int i = 0; i < 30; i++) {
			assertThat(find()).as("minute %s", i).isPresent();
			pass(Duration.ofMinutes(1));
		}
		assertThat(find()).isEmpty();
	}

	@Test
	void sessionEndsWhenItHasLastedLongestWhateverIsCalled() {
		begin();
		while (this.now.isBefore(TestLogins.NOW.plus(ABSOLUTE).minusSeconds(60))) {
			pass(Duration.ofMinutes(1));
			this.sessions.use(find().orElseThrow());
		}
		assertThat(find())
			.hasValueSatisfying((session) -> assertThat(session.expiresAt()).isEqualTo(TestLogins.NOW.plus(ABSOLUTE)));
		pass(Duration.ofMinutes(1));
		assertThat(find()).isEmpty();
	}

	/** A write for each of a page's calls would be too much. */
	@Test
	void useIsNotWrittenDownWhenItWasAMomentBefore() {
		begin();
		pass(Duration.ofSeconds(59));
		this.sessions.use(find().orElseThrow());
		assertThat(find())
			.hasValueSatisfying((session) -> assertThat(session.expiresAt()).isEqualTo(TestLogins.NOW.plus(IDLE)));
		pass(Duration.ofSeconds(1));
		this.sessions.use(find().orElseThrow());
		assertThat(find())
			.hasValueSatisfying((session) -> assertThat(session.expiresAt()).isEqualTo(this.now.plus(IDLE)));
	}

	@Test
	void sessionStaysEndedWhenACallWasUnderWay() {
		begin();
		PortalSession underWay = find().orElseThrow();
		this.sessions.end(underWay, new MockHttpServletResponse());
		pass(Duration.ofMinutes(5));
		this.sessions.use(underWay);
		assertThat(find()).isEmpty();
	}

	@Test
	void sessionsAreForgottenWhenNobodyComesForThem() {
		for (int i = 0; i < 100; i++) {
			this.store.begin(new PortalSession("id-" + i, TestLogins.of("user-" + i, "sid"), this.now.plus(IDLE),
					this.now.plus(ABSOLUTE)));
		}
		assertThat(this.store.size()).isEqualTo(100);
		pass(IDLE);
		assertThat(this.store.size()).isZero();
	}

	@Test
	void oldestEndsWhenUserLogsInOverAndOver() {
		for (int i = 0; i < 25; i++) {
			begin();
			this.browser.setCookies();
			pass(Duration.ofSeconds(1));
		}
		assertThat(this.store.size()).isEqualTo(20);
	}

	@Test
	void idsDifferWhenSessionsBegin() {
		begin();
		String first = find().orElseThrow().id();
		assertThat(first).matches("[\\w-]{43}");
		begin();
		assertThat(find().orElseThrow().id()).isNotEqualTo(first);
		assertThat(this.store.find(first)).isEmpty();
	}

	@Test
	void idIsNotInCookieWhenItIsSet() {
		MockHttpServletResponse response = begin();
		assertThat(response.getHeader("Set-Cookie")).startsWith("__Host-session=")
			.doesNotContain(find().orElseThrow().id());
	}

	/** As on a machine of one's own. */
	@Test
	void cookieHasNoPrefixWhenBrowsersComeWithoutTls() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		new SealedCookie(TestKeys.sealer(1), "session", false).write(response, new byte[1], null);
		assertThat(response.getHeader("Set-Cookie")).startsWith("session=")
			.doesNotContain("Secure")
			.endsWith("; HttpOnly; SameSite=Lax");
	}

	@Test
	void cookieIsOursWhenItWasSealedByAnOlderKey() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.cookie.write(response, new byte[] { 7 }, null);
		keep(response);
		assertThat(new SealedCookie(TestKeys.sealer(2, 1), "session", true).read(this.browser))
			.contains(new byte[] { 7 });
		assertThat(new SealedCookie(TestKeys.sealer(2), "session", true).read(this.browser)).isEmpty();
	}

	@Test
	void cookieIsOursWhenAnotherOfItsNameComesFirst() {
		begin();
		Cookie own = SealedCookie.cookies(this.browser).findFirst().orElseThrow();
		this.browser.setCookies(new Cookie("__Host-session", "evil"), own);
		assertThat(find()).isPresent();
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, true", "PT15M, true", "PT15M0.001S, false", "PT-1H, true" })
	void loginIsFreshEnoughWhenItIsAQuarterOfAnHourOldAtMost(Duration age, boolean fresh) {
		begin();
		PortalSession session = find().orElseThrow();
		pass(age);
		if (fresh) {
			assertThatCode(() -> this.sessions.requireFreshLogin(session)).doesNotThrowAnyException();
		}
		else {
			assertThatExceptionOfType(LoginTooOldException.class)
				.isThrownBy(() -> this.sessions.requireFreshLogin(session))
				.satisfies((ex) -> assertThat(ex.maxAge()).isEqualTo(Duration.ofMinutes(15)));
		}
	}

	@Test
	void noticeIsObeyedOnceWhenItComesTwice() {
		begin();
		LogoutNotice notice = new LogoutNotice(TestLogins.ISSUER, "jti", "olive", null, this.now.plusSeconds(60));
		assertThat(this.sessions.endAll(notice)).isTrue();
		assertThat(find()).isEmpty();
		begin();
		assertThat(this.sessions.endAll(notice)).isFalse();
		assertThat(find()).isPresent();
		pass(Duration.ofSeconds(60));
		assertThat(this.sessions.endAll(notice)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, PT8H, idle", "PT30M, PT0.5S, absolute", "PT9H, PT8H, idle", "PT-1M, PT8H, idle" })
	void startFailsWhenSessionWouldNotLast(Duration idle, Duration absolute, String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> new SessionProperties.Session(idle, absolute))
			.withMessageStartingWith("bff.portal.session." + key + " must ");
	}

	@Test
	void nobodyIsNamedWhenSessionsAreWrittenToLogs() {
		begin();
		PortalSession session = find().orElseThrow();
		assertThat(session.toString() + session.login()
				+ new LogoutNotice(TestLogins.ISSUER, "jti", "olive", null, this.now))
			.doesNotContain("olive", "Olive", "sealed-id-token", session.id(), "jti");
	}

	private MockHttpServletResponse begin() {
		MockHttpServletResponse response = new MockHttpServletResponse();
		this.sessions.begin(TestLogins.of("olive", "sid-1"), this.browser, response);
		keep(response);
		return response;
	}

	private void keep(MockHttpServletResponse response) {
		Cookie set = response.getCookies()[0];
		this.browser.setCookies(new Cookie(set.getName(), set.getValue()));
	}

	private Optional<PortalSession> find() {
		return this.sessions.find(this.browser);
	}

	private void pass(Duration time) {
		this.now = this.now.plus(time);
	}

}
