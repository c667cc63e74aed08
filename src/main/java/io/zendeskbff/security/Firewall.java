package io.zendeskbff.security;

import java.nio.charset.StandardCharsets;

import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring's own firewall, but for its regular expressions: it runs them over each header
 * that is looked at, and a token is a long one.
 */
final class Firewall {

	private Firewall() {
	}

	static HttpFirewall strict() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		firewall.setAllowedHeaderNames(Firewall::isText);
		firewall.setAllowedHeaderValues(Firewall::isText);
		return firewall;
	}

	/**
	 * Tomcat takes no control characters of ASCII; those beyond it are looked for where
	 * there is anything beyond it.
	 */
	private static boolean isText(String header) {
		return isAscii(header)
				|| header.chars().noneMatch((character) -> Character.isISOControl(character) && character != '\t');
	}

	/** By what the JVM does many octets at a time. */
	private static boolean isAscii(String header) {
		return header.getBytes(StandardCharsets.UTF_8).length == header.length();
	}

}
