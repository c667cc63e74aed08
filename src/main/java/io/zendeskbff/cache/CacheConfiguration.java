package io.zendeskbff.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.zendeskbff.account.Accounts;
import io.zendeskbff.account.ZendeskAccounts;
import io.zendeskbff.connection.ConnectionStatus;

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
	Shelf shelf(ConnectionStatus connection) {
		return new Shelf(connection::knownGeneration, System::nanoTime);
	}

	@Bean
	Accounts accounts(ZendeskAccounts zendesk, Shelf shelf, CacheProperties properties, MeterRegistry meters) {
		if (!properties.keeps()) {
			return new UncachedAccounts(zendesk);
		}
		CacheJournal journal = new CacheJournal(meters);
		Readings readings = new Readings(zendesk, shelf, properties, new VirtualThreadTaskExecutor("account-refresh-"),
				journal);
		return new CachedAccounts(shelf, readings, new WatchedUpdates(zendesk, shelf), new Wishes(System::nanoTime),
				properties, journal);
	}

}
