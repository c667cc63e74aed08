package io.zendeskbff.launch;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes what is told of the start.
 */
@Configuration(proxyBeanMethods = false)
class LaunchConfiguration {

	@Bean
	AotCache aotCache() {
		return new AotCache();
	}

}
