package io.zendeskbff.outgoing;

import java.net.URI;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy through which https leaves the company's network.
 *
 * @param host where it is
 * @param port its port
 * @param userInfo user and password as {@code user:password}, percent-decoded; null where
 * it asks for none
 * @param exceptions the hosts that are reached without it
 */
record CompanyProxy(String host, int port, @Nullable String userInfo, NoProxy exceptions) {

	/** Of the variable itself no word is repeated: it may hold a password. */
	private static final String MALFORMED = "HTTPS_PROXY must look like http://proxy.example.com:3128, with a user as http://user:password@proxy.example.com:3128";

	/**
	 * Reads the variables that curl and most other programs read.
	 * @param httpsProxy {@code HTTPS_PROXY}, null when it is not set
	 * @param noProxy {@code NO_PROXY}, null when it is not set
	 * @return empty where there is no proxy
	 * @throws IllegalArgumentException when the first is no URL of an HTTP proxy
	 */
	static Optional<CompanyProxy> of(@Nullable String httpsProxy, @Nullable String noProxy) {
		if (httpsProxy == null || httpsProxy.isBlank()) {
			return Optional.empty();
		}
		URI url = url(httpsProxy.strip());
		if (!"http".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 1
				|| !url.getRawPath().matches("/?") || url.getRawQuery() != null) {
			throw new IllegalArgumentException(MALFORMED);
		}
		return Optional.of(new CompanyProxy(url.getHost(), url.getPort(), url.getUserInfo(), NoProxy.parse(noProxy)));
	}

	/** Without a scheme it is http, as curl has it. */
	private static URI url(String text) {
		try {
			return URI.create(text.contains("://") ? text : "http://" + text);
		}
		catch (IllegalArgumentException _) {
			throw new IllegalArgumentException(MALFORMED);
		}
	}

	/**
	 * Whether a call goes through it.
	 * @param target where to
	 */
	boolean covers(URI target) {
		return "https".equals(target.getScheme()) && !this.exceptions.covers(target.getHost(), port(target));
	}

	private static int port(URI https) {
		return (https.getPort() < 0) ? 443 : https.getPort();
	}

	/** Never a password in a log. */
	@Override
	public String toString() {
		return this.host + ":" + this.port;
	}

}
