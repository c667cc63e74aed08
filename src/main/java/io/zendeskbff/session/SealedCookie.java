package io.zendeskbff.session;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import io.zendeskbff.store.Sealer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie whose value nobody but us can read or make, for this host alone and out of
 * reach of scripts. It comes along when another site sends the browser here, as the
 * identity provider does, and with no other call from another site: {@code SameSite=Lax}.
 *
 * <p>
 * Over TLS its name begins with {@code __Host-}, RFC 6265bis section 4.1.3: no other host
 * can have set it.
 */
public final class SealedCookie {

	private static final Duration FOR_NOW = Duration.ofSeconds(-1);

	private final Sealer sealer;

	private final String name;

	private final boolean secure;

	/**
	 * A kind of cookie.
	 * @param sealer seals its value
	 * @param name its name, without a prefix
	 * @param secure whether browsers come over TLS
	 */
	public SealedCookie(Sealer sealer, String name, boolean secure) {
		this.sealer = sealer;
		this.name = nameOf(name, secure);
		this.secure = secure;
	}

	/**
	 * The name of such a cookie.
	 * @param name without a prefix
	 * @param secure whether browsers come over TLS
	 * @return with the prefix where it can have one
	 */
	public static String nameOf(String name, boolean secure) {
		return secure ? "__Host-" + name : name;
	}

	/**
	 * What the cookie of a request holds.
	 * @param request any request
	 * @return empty when there is none that we made
	 */
	public Optional<byte[]> read(HttpServletRequest request) {
		return cookies(request).filter((cookie) -> cookie.getName().equals(this.name))
			.flatMap((cookie) -> this.sealer.open(this.name, cookie.getValue()).stream())
			.findFirst();
	}

	/**
	 * Sets it.
	 * @param response an answer that has not left yet
	 * @param content what it is to hold
	 * @param age for how long; null until the browser is closed
	 */
	public void write(HttpServletResponse response, byte[] content, @Nullable Duration age) {
		set(response, this.sealer.seal(this.name, content), (age != null) ? age : FOR_NOW);
	}

	/**
	 * Has the browser forget it.
	 * @param response an answer that has not left yet
	 */
	public void clear(HttpServletResponse response) {
		set(response, "", Duration.ZERO);
	}

	private void set(HttpServletResponse response, String value, Duration age) {
		response.addHeader(HttpHeaders.SET_COOKIE,
				ResponseCookie.from(this.name, value)
					.path("/")
					.secure(this.secure)
					.httpOnly(true)
					.sameSite("Lax")
					.maxAge(age)
					.build()
					.toString());
	}

	/**
	 * All cookies of a request.
	 * @param request any request
	 */
	public static Stream<Cookie> cookies(HttpServletRequest request) {
		return Stream.ofNullable(request.getCookies()).flatMap(Arrays::stream);
	}

}
