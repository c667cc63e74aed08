package io.zendeskbff.throttle;

import java.time.InstantSource;
import java.util.Optional;

import io.zendeskbff.store.SharedStore;

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
	Throttle throttle(ThrottleProperties properties, Optional<SharedStore> shared) {
		Pause pause = new Pause(System::nanoTime);
		int perMinute = properties.requestsPerMinute();
		return new Throttle(pause, shared.<Budget>map((store) -> SharedBudget.of(store, perMinute, pause))
			.orElseGet(() -> new RequestBudget(perMinute, System::nanoTime)), InstantSource.system());
	}

	@Bean
	ThrottleMeters throttleMeters(Throttle throttle) {
		return new ThrottleMeters(throttle);
	}

}
