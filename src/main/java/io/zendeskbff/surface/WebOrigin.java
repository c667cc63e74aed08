package io.zendeskbff.surface;

import java.net.InetAddress;
import java.net.URI;

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
