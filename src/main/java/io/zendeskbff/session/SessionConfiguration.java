package io.zendeskbff.session;

import java.time.InstantSource;
import java.util.Optional;

import io.zendeskbff.store.KeyedHash;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;
import io.zendeskbff.surface.Paths;
import io.zendeskbff.surface.PublicUrl;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes sessions, where browsers can log in.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ SessionProperties.class, PublicUrl.class })
class SessionConfiguration {

	@Bean
	@ConditionalOnBrowserLogin
	BrowserSessions browserSessions(SessionProperties properties, PublicUrl own, Sealer sealer, KeyedHash hash,
			Optional<SharedStore> shared) {
		if (own.publicUrl() == null) {
			throw new IllegalArgumentException(
					"bff.public-url must be set for browser login: the identity provider sends browsers back to it");
		}
		InstantSource clock = InstantSource.system();
		Sessions sessions = shared.<Sessions>map((store) -> new SharedSessions(store, sealer, hash, clock))
			.orElseGet(() -> new MemorySessions(clock));
		return new BrowserSessions(sessions, new SealedCookie(sealer, BrowserSessions.COOKIE, own.isSecure()),
				properties, clock);
	}

	@Bean
	LoginUrl loginUrl(PublicUrl own, Optional<BrowserSessions> sessions) {
		return new LoginUrl(sessions.map((_) -> own.of(Paths.LOGIN)).orElse(null));
	}

}
