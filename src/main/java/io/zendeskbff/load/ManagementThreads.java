package io.zendeskbff.load;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Gives the management port threads of the operating system's. Virtual ones stand in one
 * queue with those of every request, and a replica whose health is told late is restarted
 * when it is needed most. A file of Spring Boot's names this class for the context that
 * the management port has to itself; nobody scans for it.
 */
final class ManagementThreads {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementThreads(ApplicationContext context) {
		return (factory) -> {
			if (WebServerApplicationContext.hasServerNamespace(context, "management")) {
				// Without one given to it, Tomcat makes its own pool.
				factory.addProtocolHandlerCustomizers((protocol) -> protocol.setExecutor(null));
			}
		};
	}

}
