package io.zendeskbff.surface;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/**
 * Which hosts secrets may be sent to.
 */
public final class WebOrigin {

	private WebOrigin() {
	}

	/**
	 * Whether a URL is encrypted on its way, or does not leave this machine.
	 * @param url an absolute URL
	 * @return true for https, and for http to a loopback host
	 */
	public static boolean isSafe(URI url) {
		return url.getHost() != null
				&& ("https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(url.getHost())));
	}

	/**
	 * The origin of a URL, as browsers write it, RFC 6454 section 6.1.
	 * @param url an absolute http or https URL
	 * @return scheme, host and port where it is not the scheme's, all in lower case
	 */
	public static URI of(URI url) {
		String scheme = url.getScheme().toLowerCase(Locale.ROOT);
		int port = url.getPort();
		boolean implied = port == -1 || port == (scheme.equals("https") ? 443 : 80);
		return URI.create(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + (implied ? "" : ":" + port));
	}

	/** A name is not looked up: only {@code localhost} is known to stay here. */
	private static boolean isLoopback(String host) {
		return host.equals("localhost") || (host.matches("[0-9.]+|\\[[0-9a-fA-F:.]+]") && isLoopbackLiteral(host));
	}

	private static boolean isLoopbackLiteral(String address) {
		try {
			return InetAddress.ofLiteral(address).isLoopbackAddress();
		}
		catch (IllegalArgumentException _) {
			return false;
		}
	}

}
