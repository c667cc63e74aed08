package io.zendeskbff.bearer;

import java.time.Duration;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Fetches the issuer's keys while the service starts, and has it not say that it is ready
 * before, so that the first callers of a new replica do not wait for them all at once. An
 * issuer that is away does not keep it from being ready.
 */
final class FirstKeys implements SmartInitializingSingleton, ApplicationListener<ApplicationReadyEvent> {

	private static final Logger LOGGER = LoggerFactory.getLogger(FirstKeys.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private static final JWKSelector ANY = new JWKSelector(new JWKMatcher.Builder().build());

	private final JWKSource<SecurityContext> keys;

	private final Thread fetching = Thread.ofVirtual().unstarted(this::fetch);

	FirstKeys(JWKSource<SecurityContext> keys) {
		this.keys = keys;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.fetching.start();
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		try {
			this.fetching.join(LONGEST_WAIT);
		}
		catch (InterruptedException _) {
			Thread.currentThread().interrupt();
		}
	}

	private void fetch() {
		try {
			this.keys.get(ANY, null);
		}
		catch (KeySourceException _) {
			LOGGER.atWarn().log("The keys of the portals' issuer cannot be read; until they are, nobody is let in");
		}
	}

}
