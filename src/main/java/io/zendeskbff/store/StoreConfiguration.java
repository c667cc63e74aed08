package io.zendeskbff.store;

import java.security.SecureRandom;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes what the keys are for.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreProperties.class)
class StoreConfiguration {

	@Bean
	SealingKeys sealingKeys(StoreProperties properties) {
		return SealingKeys.of(properties.tokenEncryptionKeys(), new SecureRandom());
	}

	@Bean
	Sealer sealer(SealingKeys keys) {
		return new Sealer(keys);
	}

	@Bean
	KeyedHash keyedHash(SealingKeys keys) {
		return new KeyedHash(keys);
	}

}
