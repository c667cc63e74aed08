package io.zendeskbff.outgoing;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How outgoing calls are made.
 *
 * @param sslBundle the SSL bundle of {@code spring.ssl.bundle.*} whose certificates are
 * trusted beside the JVM's own, such as those of a company's CA
 */
@ConfigurationProperties("bff.http")
record OutgoingProperties(@Nullable String sslBundle) {
}
