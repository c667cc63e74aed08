package io.zendeskbff.billing;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How updates are taken.
 *
 * @param requireIfMatch whether an update without an {@code If-Match} header is refused
 * with 428, RFC 6585 section 3
 */
@ConfigurationProperties("bff.billing")
record BillingProperties(boolean requireIfMatch) {
}
