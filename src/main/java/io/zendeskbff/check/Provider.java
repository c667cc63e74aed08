package io.zendeskbff.check;

import java.util.Optional;
import java.util.stream.Stream;

import io.zendeskbff.login.PortalRegistration;

import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * The identity provider of portals' users, where browsers can log in: its metadata.
 */
final class Provider {

	private static final String SUBJECT = "login";

	private final Optional<PortalRegistration> registration;

	Provider(Optional<PortalRegistration> registration) {
		this.registration = registration;
	}

	Stream<Finding> check() {
		return this.registration.stream().map(Provider::checked);
	}

	private static Finding checked(PortalRegistration registration) {
		try {
			registration.get();
			return Finding.ok(SUBJECT, registration.issuer() + " publishes what a login needs.");
		}
		catch (AuthenticationServiceException _) {
			return Finding.failed(SUBJECT, "The metadata of %s cannot be read.".formatted(registration.issuer()),
					"The issuer must be spelt exactly as its own metadata has it; look at firewalls and HTTPS_PROXY.");
		}
	}

}
