package io.zendeskbff;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.observation.LettuceObservationAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * The backend-for-frontend between a company's web portals and its Zendesk Chat account.
 *
 * <p>
 * Without Spring Boot's error page: a dispatch to it would pass the security chain anew
 * and answer a second time; what the container refuses, its own valve answers. Without
 * its observation of every request: where no call goes upstream, that is much of the work
 * there is. Without OpenTelemetry's way for logs: they go to the console. Without Redis,
 * unless {@code bff.store} says so: the package of the store brings it then.
 */
@SpringBootApplication(proxyBeanMethods = false,
		exclude = { ErrorMvcAutoConfiguration.class, WebMvcObservationAutoConfiguration.class,
				OpenTelemetryLoggingAutoConfiguration.class, OtlpLoggingAutoConfiguration.class,
				DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class,
				DataRedisRepositoriesAutoConfiguration.class, LettuceObservationAutoConfiguration.class })
public class ZendeskAccountBff {

	public static void main(String[] args) {
		SpringApplication.run(ZendeskAccountBff.class, args);
	}

}
