package io.zendeskbff.session;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/**
 * What is there only when browsers can log in: when the registration {@code portal} is
 * configured.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty("spring.security.oauth2.client.registration.portal.client-id")
public @interface ConditionalOnBrowserLogin {

}
