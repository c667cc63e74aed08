package io.zendeskbff;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/**
 * The backend-for-frontend between a company's web portals and its Zendesk Chat account.
 * Without Spring Boot's error page: a dispatch to it would pass the security chain anew
 * and answer a second time; what the container refuses, its own valve answers.
 */
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
public class ZendeskAccountBff {

	public static void main(String[] args) {
		SpringApplication.run(ZendeskAccountBff.class, args);
	}

}
