package io.zendeskbff;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The backend-for-frontend between a company's web portals and its Zendesk Chat account.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class ZendeskAccountBff {

	public static void main(String[] args) {
		SpringApplication.run(ZendeskAccountBff.class, args);
	}

}
