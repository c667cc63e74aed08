package io.zendeskbff.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether there is a page.
 *
 * @param enabled false where portals have their own
 */
@ConfigurationProperties("bff.console")
record ConsoleProperties(@DefaultValue("true") boolean enabled) {

}
