package io.zendeskbff.account;

import io.zendeskbff.surface.Paths;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * Puts reads of the account behind the security chain.
 */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

	@Bean
	FilterRegistrationBean<AccountFilter> accountFilter(Accounts accounts) {
		FilterRegistrationBean<AccountFilter> registration = new FilterRegistrationBean<>(new AccountFilter(accounts));
		registration.addUrlPatterns(Paths.ACCOUNT, Paths.CHAT_ACCOUNT);
		registration.setOrder(Ordered.LOWEST_PRECEDENCE);
		return registration;
	}

}
