package io.zendeskbff.cache;

import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.shelf.Shelf;
import io.zendeskbff.store.Deployment;
import io.zendeskbff.store.SharedStore;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * Puts the cache before Zendesk's account, or nothing where nothing may be kept.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CacheProperties.class)
class CacheConfiguration {

	@Bean
	Accounts accounts(ZendeskAccounts zendesk, Shelf shelf, CacheProperties properties, MeterRegistry meters,
			Optional<SharedStore> shared, Deployment deployment) {
		if (!properties.keeps()) {
			return new UncachedAccounts(zendesk);
		}
		CacheJournal journal = new CacheJournal(meters);
		Readings readings = new Readings(zendesk, shelf, properties, deployment.longestRead(),
				new VirtualThreadTaskExecutor("account-refresh-"), journal);
		Wishes wishes = shared.<Wishes>map(SharedWishes::new).orElseGet(() -> new OwnWishes(System::nanoTime));
		return new CachedAccounts(shelf, readings, new WatchedUpdates(zendesk, shelf), wishes, properties, journal);
	}

}
