package io.zendeskbff.throttle;

import java.time.InstantSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Composes the throttle.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ThrottleProperties.class)
class ThrottleConfiguration {

	@Bean
	Throttle throttle(ThrottleProperties properties) {
		return new Throttle(properties.requestsPerMinute(), System::nanoTime, InstantSource.system());
	}

	@Bean
	ThrottleMeters throttleMeters(Throttle throttle) {
		return new ThrottleMeters(throttle);
	}

}
