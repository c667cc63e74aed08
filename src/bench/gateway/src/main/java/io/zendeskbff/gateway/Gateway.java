package io.zendeskbff.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Spring Cloud Gateway doing the service's job, to be measured beside it.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class Gateway {

	private Gateway() {
	}

	/**
	 * Starts the gateway.
	 * @param arguments Spring Boot's
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(Gateway.class, arguments);
	}

}
