package io.zendeskbff.leak;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps every line of services in this JVM as it would stand on the console. Whenever one
 * starts, Spring Boot sets Logback up anew; this comes after it.
 */
public final class LogTap implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	/** The fake Zendesk, the callers of the service, and what assertions use. */
	private static final List<String> TESTS = List.of("com.sun.net.httpserver", "wiremock.", "WireMock",
			"com.github.tomakehurst", "jdk.", "com.jayway.jsonpath", "org.testcontainers", "com.github.dockerjava");

	/**
	 * Whether a logger is none of the service's and its libraries'.
	 */
	public static boolean isOfTests(String logger) {
		return TESTS.stream().anyMatch(logger::startsWith);
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (Archive.isOpen() && LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
			Keeper keeper = new Keeper(encoder(context));
			keeper.setContext(context);
			keeper.setName(LogTap.class.getName());
			keeper.start();
			Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
			root.detachAppender(keeper.getName());
			root.addAppender(keeper);
		}
	}

	private static StructuredLogEncoder encoder(LoggerContext context) {
		StructuredLogEncoder encoder = new StructuredLogEncoder();
		encoder.setContext(context);
		encoder.setFormat("ecs");
		encoder.setCharset(UTF_8);
		encoder.start();
		return encoder;
	}

	/** Keeps what the encoder makes of an event. */
	private static final class Keeper extends UnsynchronizedAppenderBase<ILoggingEvent> {

		private final StructuredLogEncoder encoder;

		Keeper(StructuredLogEncoder encoder) {
			this.encoder = encoder;
		}

		@Override
		protected void append(ILoggingEvent event) {
			if (!isOfTests(event.getLoggerName())) {
				Published.LOG.keep(new String(this.encoder.encode(event), UTF_8));
			}
		}

	}

}
