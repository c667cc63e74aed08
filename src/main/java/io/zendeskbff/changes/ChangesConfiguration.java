package io.zendeskbff.changes;

import java.time.InstantSource;
import java.util.Optional;

import io.zendeskbff.audit.Attempts;
import io.zendeskbff.store.Sealer;
import io.zendeskbff.store.SharedStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the list of attempted updates.
 */
@Configuration(proxyBeanMethods = false)
class ChangesConfiguration {

	@Bean
	Changes changes(Optional<SharedStore> shared, Sealer sealer) {
		return shared.<Changes>map((store) -> new SharedChanges(store, sealer)).orElseGet(OwnChanges::new);
	}

	@Bean
	Attempts attempts(Changes changes) {
		return new ListedAttempts(changes, InstantSource.system());
	}

}
