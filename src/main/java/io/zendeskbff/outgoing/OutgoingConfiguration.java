package io.zendeskbff.outgoing;

import java.util.Optional;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Finds the company's way out.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutgoingProperties.class)
class OutgoingConfiguration {

	@Bean
	Outgoing outgoing(OutgoingProperties properties, ObjectProvider<SslBundles> bundles, Environment environment) {
		return new Outgoing(proxy(environment), tls(properties.sslBundle(), bundles));
	}

	private static Optional<CompanyProxy> proxy(Environment environment) {
		return CompanyProxy.of(either(environment, "HTTPS_PROXY", "https_proxy"),
				either(environment, "NO_PROXY", "no_proxy"));
	}

	/** Programs differ in which of them they read, so both are usual. */
	private static @Nullable String either(Environment environment, String upper, String lower) {
		String value = environment.getProperty(upper);
		return StringUtils.hasText(value) ? value : environment.getProperty(lower);
	}

	private static @Nullable SslContext tls(@Nullable String bundle, ObjectProvider<SslBundles> bundles) {
		return (bundle != null) ? ExtraTrust.of(bundles.getObject(), bundle) : null;
	}

}
