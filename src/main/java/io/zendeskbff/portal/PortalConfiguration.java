package io.zendeskbff.portal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes how users are told apart.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalProperties.class)
class PortalConfiguration {

	@Bean
	RoleClaim roleClaim(PortalProperties properties) {
		return new RoleClaim(properties.roles());
	}

}
