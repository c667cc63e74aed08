package io.zendeskbff.billing;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Says how updates are taken.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BillingProperties.class)
class BillingConfiguration {

	@Bean
	BodyReader bodyReader() {
		return new BodyReader(Duration.ofSeconds(10), System::nanoTime);
	}

}
