package io.zendeskbff.connect;

import java.net.URI;

import io.zendeskbff.surface.PublicUrl;
import io.zendeskbff.surface.WebOrigin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an owner goes when Zendesk is connected.
 *
 * @param returnTo a path below {@code bff.public-url}, or an absolute https URL
 */
@ConfigurationProperties("bff.connection")
record ConnectProperties(@DefaultValue("/") URI returnTo) {

	ConnectProperties {
		if (!isLocal(returnTo) && !(returnTo.isAbsolute() && WebOrigin.isSafe(returnTo))) {
			throw new IllegalArgumentException("bff.connection.return-to must be a path such as / or an https URL;"
					+ " http is for a loopback host only");
		}
	}

	/**
	 * Where the browser goes.
	 * @param own where this service is
	 * @return an absolute URL
	 */
	URI url(PublicUrl own) {
		return this.returnTo.isAbsolute() ? this.returnTo : own.of(this.returnTo.toString());
	}

	private static boolean isLocal(URI url) {
		return !url.isAbsolute() && url.getRawAuthority() == null && url.getRawPath().startsWith("/");
	}

}
